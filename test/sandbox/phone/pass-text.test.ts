import { expect } from "chai";
import { changeNotices } from "../../../src/sandbox/phone/change-notices.ts";
import { readPackage, type OpenPackage } from "../../../src/sandbox/phone/open-package.ts";
import { PackageFault } from "../../../src/sandbox/phone/package-fault.ts";
import { fieldsIn } from "../../../src/sandbox/phone/pass-shape.ts";
import { phoneLanguages, translated, valueText } from "../../../src/sandbox/phone/pass-text.ts";
import { readStrings } from "../../../src/sandbox/phone/read-strings.ts";
import { readZip } from "../../../src/sandbox/phone/read-zip.ts";
import { passStrings } from "../../../src/wallets/apple/pass-strings.ts";
import { useAppleWallet } from "../../support/apple-wallet.ts";
import { aContent, aTicketState, eventImages } from "../../support/ticket-content.ts";

describe("a ticket's texts on a phone", () => {
  const apple = useAppleWallet();
  let before: OpenPackage;
  const stamp = async (usesLeft: number, content = aContent()) => {
    const compiled = apple.wallet.compile(content, await eventImages(), "nb", false);
    const stamped = await apple.wallet.stamp(compiled, aTicketState({ usesLeft }), new Date());
    return readPackage(readZip(Buffer.concat(stamped.pieces)));
  };
  const laterStart = () => {
    const content = aContent();
    const start = new Date("2027-03-12T20:30:00+01:00");
    const fields = content.fields.map((field) =>
      field.key === "start"
        ? { ...field, value: { kind: "instant" as const, at: start, precision: "minute" as const } }
        : field,
    );
    return { ...content, fields };
  };

  beforeEach(async () => {
    before = await stamp(3);
  });

  for (const [language, text] of [
    ["nb", "12. mars 2027, 19:00"],
    ["nn", "12. mars 2027, 19:00"],
    ["en", "12 Mar 2027, 19:00"],
  ] as const) {
    it(`show the start as the venue's clock will, in ${language}`, () => {
      const [start] = fieldsIn(before.pass, "header");
      expect(start && valueText(before, start, language)).to.equal(text);
    });
  }

  for (const { styles, text } of [
    { styles: { dateStyle: "PKDateStyleNone", timeStyle: "PKDateStyleShort" }, text: "19:00" },
    { styles: { dateStyle: "PKDateStyleShort", timeStyle: "PKDateStyleNone" }, text: "12.03.2027" },
    { styles: { dateStyle: "PKDateStyleLong" }, text: "12. mars 2027" },
    { styles: { dateStyle: "PKDateStyleFull" }, text: "fredag 12. mars 2027" },
    { styles: { dateStyle: "PKDateStyleNone" }, text: "" },
    { styles: {}, text: "2027-03-12T18:00:00Z" },
  ] as const) {
    it(`show a date with ${JSON.stringify(styles)} as "${text}"`, () => {
      const field = { key: "at", value: "2027-03-12T18:00:00Z", ...styles };
      expect(valueText(before, field, "nb")).to.equal(text);
    });
  }

  it("a ticket's texts are those of the phone's language, and pass.json's own where that is missing", () => {
    expect(phoneLanguages.map((each) => translated(before, "Vårkonsert", each))).to.deep.equal([
      "Vårkonsert",
      "Vårkonsert",
      "Spring concert",
    ]);
    expect(translated(before, "Noe annet", "en")).to.equal("Noe annet");
  });

  it("tell what changed, in the phone's language", async () => {
    const after = await stamp(2, laterStart());
    expect(changeNotices(before, after, "nb")).to.deep.equal([
      "Ny tid: 12. mars 2027, 20:30",
      "2 igjen",
    ]);
    expect(changeNotices(before, after, "en")).to.deep.equal([
      "New time: 12 Mar 2027, 20:30",
      "2 left",
    ]);
  });

  it("tell nothing when nothing changed, and nothing of a field that has no message", async () => {
    expect(changeNotices(before, await stamp(3), "nb")).to.deep.equal([]);
    const content = aContent();
    const silent = content.fields.map(({ slot, key, label, value }) => ({
      slot,
      key,
      label,
      value,
    }));
    const after = await stamp(2, { ...content, fields: silent });
    expect(changeNotices(before, after, "nb")).to.deep.equal([]);
  });

  it("come back from a strings file as they went in", () => {
    const texts = new Map([
      ['Et "ord"', "To\nlinjer\r\n"],
      ["Bak\\strek", "🎿 %@ $& \\n"],
      ["", "tom"],
    ]);
    expect(readStrings(passStrings(texts))).to.deep.equal(texts);
  });

  it("a ticket's texts may be UTF-16 and have comments between them", () => {
    const text = '/* Hilsen */\n"a" = "b";\n// mer\n"c"="d" ;\n';
    const pairs = new Map([
      ["a", "b"],
      ["c", "d"],
    ]);
    expect(readStrings(Buffer.from(text))).to.deep.equal(pairs);
    expect(readStrings(Buffer.from(`\uFEFF${text}`, "utf16le"))).to.deep.equal(pairs);
  });

  for (const text of ['"a" = "b"', '"a" "b";', 'a = "b";', '"a" = "b"; x', '"a" = "b;']) {
    it(`a ticket's texts are refused in a strings file that says ${text}`, () => {
      expect(() => readStrings(Buffer.from(text))).to.throw(PackageFault);
    });
  }
});
