import { expect } from "chai";
import fc from "fast-check";
import { parseTicketNumber, ticketNumberText } from "../../../src/domain/passes/ticket-number.ts";

const digit = fc.constantFrom(...Array.from("0123456789"));
const number = fc
  .string({ unit: digit, minLength: 8, maxLength: 8 })
  .map(
    (body) =>
      Array.from("0123456789", (check) => body + check).find(
        (each) => parseTicketNumber(each) !== undefined,
      ) ?? "",
  );

describe("a ticket number", () => {
  it("a ticket number has Damm's check digit, of which there is exactly one", () => {
    // Damm's own example: 572 has the check digit 4; zeros in front change nothing.
    const checked = Array.from("0123456789", (check) => `00000572${check}`);
    expect(checked.filter((each) => parseTicketNumber(each) !== undefined)).to.deep.equal([
      "000005724",
    ]);
    fc.assert(
      fc.property(number, (each) => {
        expect(each).to.match(/^\d{9}$/);
      }),
    );
  });

  it("a ticket number with one wrong digit or two neighbours swapped is none", () => {
    fc.assert(
      fc.property(number, fc.nat({ max: 8 }), digit, (right, place, other) => {
        const wrong = right.slice(0, place) + other + right.slice(place + 1);
        if (wrong !== right) expect(parseTicketNumber(wrong)).to.equal(undefined);
        const [a = "", b = ""] = right.slice(place, place + 2);
        const swapped = right.slice(0, place) + b + a + right.slice(place + 2);
        if (swapped !== right) expect(parseTicketNumber(swapped)).to.equal(undefined);
      }),
    );
  });

  it("a ticket number is read as it is shown, and as people type it", () => {
    fc.assert(
      fc.property(number, (right) => {
        const shown = ticketNumberText(right);
        expect(shown).to.match(/^\d{3} \d{3} \d{3}$/);
        for (const typed of [shown, ` ${right}\r\n`, shown.replaceAll(" ", "-")]) {
          expect(parseTicketNumber(typed)).to.equal(right);
        }
      }),
    );
  });

  it("a ticket number is not found in another text", () => {
    for (const text of ["", "12345678", "0000057240", "J2000005724", "٠٠٠٠٠٥٧٢٤"]) {
      expect(parseTicketNumber(text)).to.equal(undefined);
    }
    expect(ticketNumberText(null)).to.equal("–");
  });
});
