import { expect } from "chai";
import {
  hashOfText,
  isAcceptableText,
  judgeTexts,
} from "../../../src/domain/offers/text-exceptions.ts";

const acceptable = [
  "Fattigdom på 1800-tallet",
  "Fattigkassa og legdefolk",
  "Armod i fjellet",
  "Poverty in pictures",
  "Almissetavla i kyrkja",
  "Veldedighet før og nå",
  "Velferdsstatens historie",
  "Det sosiale dyret",
  "The Social Network",
  "Free Solo",
  "Born Free",
  "Velferdssamfunnet i bilete",
  "De fattige på Røros",
];

/** Each would tell of the ticket or of the one who holds it, whatever the reason. */
const never = [
  "NAV gjennom hundre år",
  "N A V",
  "Opplevelseskortet",
  "Gratis kino",
  "Fri entré",
  "0 kr",
  "Free entry, ingen betaling",
  "Sosialhjelp før i tiden",
  "Barnevernet i Røros",
  "Velferd fra sosialkontoret",
  "Trygd",
  "Stønad",
  "Støttet av kommunen",
  "Betalt av Røros kommune",
  "Gåve frå kommunen",
  "Fattigdom, betalt av kommunen",
  "For deg som ikke har råd",
  "Barn som trenger det",
  "lav inntekt",
  "poor families",
  "needy",
  "For familier som sliter økonomisk",
  "Arbeids- og velferdsetaten",
  "Sosial hjelp",
  "sosial-tjeneste",
  "Sosial bolig",
  "Sosiale tjenester",
  "Sosiale tenester",
  "Sosiale ytelser",
  "Social services",
  "Social assistance",
  "Child welfare",
  "The welfare office",
  "Velferdskontoret",
  "Velferds kontor",
  "Free entry",
  "Free/admission",
  "Fr33 entry",
  "Free of charge",
  "Free for families",
  "Admission is free",
  "Kids go free",
  "For fattige barn",
  "For fattige familier",
  "Til dei fattige",
  "Fattige born",
  "Children in poverty",
  "Barn i fattigdom",
];

describe("exceptions from the deny-list", () => {
  it("an office may accept words that a film or an exhibition can be about", () => {
    expect(acceptable.filter((text) => !isAcceptableText("title.nb", text))).to.deep.equal([]);
    // The negative control: each is refused without an exception.
    const texts = acceptable.map((text): [string, string] => ["title.nb", text]);
    expect(judgeTexts(texts, {}).faults.length).to.be.at.least(acceptable.length);
  });

  it("an office may accept no word about office, scheme, service, payer, price or holder", () => {
    expect(never.filter((text) => isAcceptableText("title.nb", text))).to.deep.equal([]);
    const texts = never.map((text): [string, string] => ["title.nb", text]);
    expect(judgeTexts(texts, { reason: "It is a film." }).asked).to.deep.equal([]);
  });

  it("an exception is for a title or description, which the office sees before it holds", () => {
    for (const path of ["place.name", "place.address", "instructions.nb"]) {
      expect(judgeTexts([[path, "Fattighuset"]], { reason: "Its name." }).asked, path).to.be.empty;
    }
    for (const path of ["title.nb", "title.sma", "description.en"]) {
      expect(judgeTexts([[path, "Fattighuset"]], { reason: "Its name." }).faults, path).to.be.empty;
    }
  });

  it("an exception holds for exactly its text in its place", () => {
    const text = "Fattigdom";
    const known = [
      { path: "title.nb", textHash: hashOfText(text), reason: "A theme.", accepted: true },
    ];
    const isRefused = (path: string, other: string) =>
      judgeTexts([[path, other]], { known }).faults.length > 0;
    expect(isRefused("title.nb", text)).to.equal(false);
    expect(isRefused("title.nn", text)).to.equal(true);
    expect(isRefused("description.nb", text)).to.equal(true);
    for (const other of ["fattigdom", "Fattigdom!", "Fattigdom ", "Fattigdom og Gratis"]) {
      expect(isRefused("title.nb", other), other).to.equal(true);
    }
  });

  it("a text that holds already is not asked for afterwards", () => {
    const held: [string, string][] = [["title.nb", "Fattigdom"]];
    expect(judgeTexts(held, { held, reason: "A theme." }).faults).to.have.length(1);
  });

  it("a refusal says how to ask, where the office may accept", () => {
    const messageOf = (text: string) => judgeTexts([["title.nb", text]], {}).faults[0]?.message;
    expect(messageOf("Fattigdom")).to.contain("textReason");
    expect(messageOf("Gratis")).to.not.contain("textReason");
  });
});
