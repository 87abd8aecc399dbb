import { expect } from "chai";
import { birthYearFaults, recipientInput } from "../../../src/domain/recipients/recipient-input.ts";

const input = {
  reference: "SAK-2027-0142-1",
  birthYear: 2015,
  municipality: "5025",
  language: "nb",
  phone: "400 00 001",
  delivery: "sms",
} as const;

/** Where the faults are. */
const faults = (overrides: object) => {
  const parsed = recipientInput.safeParse({ ...input, ...overrides });
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join("."));
};

describe("what NAV may say of a recipient", () => {
  for (const { written, kept } of [
    { written: "400 00 001", kept: "+4740000001" },
    { written: "0047 40000001", kept: "+4740000001" },
    { written: " +47 400-00-001 ", kept: "+4740000001" },
    { written: "+46 70 123 45 67", kept: "+46701234567" },
  ]) {
    it(`the recipient input keeps the phone number ${written} as ${kept}`, () => {
      expect(recipientInput.parse({ ...input, phone: written }).phone).to.equal(kept);
    });
  }

  for (const { what, overrides, at } of [
    { what: "a phone number that cannot be", overrides: { phone: "12" }, at: "phone" },
    { what: "a service number of five digits", overrides: { phone: "04800" }, at: "phone" },
    { what: "a landline", overrides: { phone: "72 41 00 00" }, at: "phone" },
    { what: "a landline abroad", overrides: { phone: "+46 63 12 34 56" }, at: "phone" },
    { what: "delivery by sms without a phone", overrides: { phone: undefined }, at: "phone" },
    {
      what: "delivery by e-mail without an address",
      overrides: { delivery: "email" },
      at: "email",
    },
    {
      what: "an identity number as reference",
      overrides: { reference: "15031710054" },
      at: "reference",
    },
    {
      what: "an identity number in the label",
      overrides: { label: "Ola 150317 10054" },
      at: "label",
    },
    {
      what: "an identity number as household",
      overrides: { household: "15031710054" },
      at: "household",
    },
    {
      what: "a mark that turns the text around, in the label",
      overrides: { label: "A\u202eB" },
      at: "label",
    },
    { what: "a reference of two lines", overrides: { reference: "A\nB" }, at: "reference" },
    {
      what: "a household with a control character",
      overrides: { household: "A\u0007" },
      at: "household",
    },
    {
      what: "a message to a protected address",
      overrides: { protectedAddress: true },
      at: "delivery",
    },
    { what: "a language that is not offered", overrides: { language: "de" }, at: "language" },
    { what: "a blank reference", overrides: { reference: "  " }, at: "reference" },
    { what: "half a birth year", overrides: { birthYear: 2015.5 }, at: "birthYear" },
  ]) {
    it(`the recipient input refuses ${what}`, () => {
      expect(faults(overrides)).to.include(at);
    });
  }

  it("the recipient input says what to do instead of an identity number", () => {
    const parsed = recipientInput.safeParse({ ...input, reference: "15031710054" });
    expect(parsed.error?.issues[0]?.message).to.contain("case system's own reference");
  });

  it("the recipient input says that a protected address prints, or gets nothing", () => {
    const parsed = recipientInput.safeParse({ ...input, protectedAddress: true });
    expect(parsed.error?.issues[0]?.message).to.contain("print or none");
  });

  for (const delivery of ["print", "none"]) {
    it(`the recipient input takes a protected address with delivery ${delivery}`, () => {
      expect(faults({ protectedAddress: true, delivery })).to.deep.equal([]);
    });
  }
});

describe("a recipient's birth year", () => {
  const now = new Date("2027-01-15T10:00:00Z");
  for (const { year, fits } of [
    { year: 2001, fits: false },
    { year: 2002, fits: true },
    { year: 2027, fits: true },
    { year: 2028, fits: false },
  ]) {
    it(`a recipient's birth year ${year} is ${fits ? "taken" : "refused"} in 2027`, () => {
      expect(birthYearFaults(year, now)).to.have.length(fits ? 0 : 1);
    });
  }
});
