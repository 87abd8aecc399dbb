import { expect } from "chai";
import { languages, type Language } from "../../src/domain/language.ts";
import { findRevealingWords } from "../../src/domain/deny-list.ts";
import { holderEn } from "../../src/views/texts/holder-en.ts";
import { holderNb } from "../../src/views/texts/holder-nb.ts";
import { holderNn } from "../../src/views/texts/holder-nn.ts";
import { holderSma } from "../../src/views/texts/holder-sma.ts";
import {
  holderTexts,
  missingHolderTexts,
  spokenLanguage,
} from "../../src/views/texts/holder-texts.ts";
import { staffNb } from "../../src/views/texts/staff-nb.ts";
import { staffNn } from "../../src/views/texts/staff-nn.ts";

type Catalogue = Record<string, unknown>;

/** Every text of a catalogue, those with a place for a value filled in. */
function textsIn(catalogue: Catalogue): string[] {
  return Object.values(catalogue).flatMap((text) => {
    if (typeof text === "string") return [text];
    if (typeof text === "function") {
      return [1, 2].map((n) => (text as (...values: number[]) => string)(n, n, n, n));
    }
    return text === undefined ? [] : textsIn(text as Catalogue);
  });
}

describe("the texts of the pages", () => {
  const holder: Record<string, Catalogue> = {
    nb: holderNb,
    nn: holderNn,
    en: holderEn,
    sma: holderSma,
  };

  for (const [language, catalogue] of Object.entries(holder)) {
    it(`the page texts have the same keys for holders in ${language} as in nb`, () => {
      const keys = [...Object.keys(catalogue), ...missingHolderTexts(language as Language)];
      expect(keys).to.have.members(Object.keys(holderNb));
    });
  }

  it("the page texts have the same keys for staff in nn as in nb", () => {
    expect(Object.keys(staffNn)).to.have.members(Object.keys(staffNb));
  });

  it("the page texts are whole in nb, nn and en", () => {
    for (const language of ["nb", "nn", "en"] as const) {
      expect(missingHolderTexts(language), language).to.deep.equal([]);
    }
  });

  it("fall back to nb, also for the screen reader's voice, where sma is missing", function () {
    const missing = missingHolderTexts("sma");
    console.log(`      (sma lacks ${missing.length}: ${missing.join(", ")})`);
    const texts = holderTexts("sma");
    for (const key of missing) {
      expect(texts[key as keyof typeof texts], key).to.equal(
        holderNb[key as keyof typeof holderNb],
      );
    }
    expect(spokenLanguage("sma")).to.equal(missing.length > 0 ? "nb" : "sma");
  });

  it("the page texts are never empty", () => {
    for (const catalogue of [holderNb, holderNn, holderEn, staffNb, staffNn]) {
      expect(textsIn(catalogue).filter((text) => text.trim() === "")).to.deep.equal([]);
    }
  });

  it("tell a holder or bystander nothing", () => {
    for (const language of languages) {
      expect(textsIn(holderTexts(language)).flatMap(findRevealingWords), language).to.deep.equal(
        [],
      );
    }
  });

  it("name both wallets as the wallets want to be named", () => {
    const named = languages.map((language) => {
      const { addToApple, addToGoogle } = holderTexts(language);
      return [language, addToApple, addToGoogle];
    });
    expect(named).to.deep.equal([
      ["nb", "Legg til i Apple Wallet", "Legg til i Google Wallet"],
      ["nn", "Legg til i Apple Wallet", "Legg til i Google Wallet"],
      ["en", "Add to Apple Wallet", "Add to Google Wallet"],
      ["sma", "Legg til i Apple Wallet", "Legg til i Google Wallet"],
    ]);
  });
});
