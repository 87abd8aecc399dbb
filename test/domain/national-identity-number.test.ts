import { expect } from "chai";
import { holdsNationalIdentityNumber } from "../../src/domain/national-identity-number.ts";

describe("a national identity number", () => {
  for (const { text, what } of [
    { text: "15031710054", what: "as it is" },
    { text: "150317 10054", what: "written in two groups" },
    { text: "15.03.17-10054", what: "written with dots" },
    { text: "sak 15031710054 (ny)", what: "in the middle of a text" },
    { text: "55031710048", what: "that is a D-number" },
    { text: "15831710281", what: "of a synthetic person" },
    { text: "15681710083", what: "of a synthetic person whose month is raised by 65" },
    { text: "55831710003", what: "that is a synthetic D-number" },
    { text: "15031710070", what: "whose check digit is of the series from 2032" },
    { text: "15431710037", what: "that is a help number" },
    { text: "150317  10054", what: "with two spaces in it" },
    { text: "150317\t10054", what: "with a tab in it" },
    { text: "150317\u00a010054", what: "with a no-break space in it" },
    { text: "150317\u202f10054", what: "with a narrow no-break space in it" },
    { text: "150317\u200b10054", what: "with a zero-width space in it" },
    { text: "150317\u201310054", what: "with a dash in it" },
    { text: "１５０３１７１００５４", what: "in full-width digits" },
    { text: "١٥٠٣١٧١٠٠٥٤", what: "in Arabic-Indic digits" },
    { text: "१५०३१७ १००५४", what: "in Devanagari digits" },
    { text: "𝟏𝟓𝟎𝟑𝟏𝟕𝟏𝟎𝟎𝟓𝟒", what: "in mathematical digits" },
  ]) {
    it(`a national identity number is recognised ${what}`, () => {
      expect(holdsNationalIdentityNumber(text)).to.equal(true);
    });
  }

  for (const { text, what } of [
    { text: "15031710055", what: "eleven digits with a wrong check digit" },
    { text: "12345678901", what: "eleven digits without a date" },
    { text: "31021710140", what: "right check digits behind the 31st of February" },
    { text: "2027-0142", what: "a case number" },
    { text: "915031710054", what: "a longer number that ends like one" },
    { text: "Kari, 10 år", what: "a label" },
    { text: "", what: "an empty text" },
  ]) {
    it(`a national identity number is not seen in ${what}`, () => {
      expect(holdsNationalIdentityNumber(text)).to.equal(false);
    });
  }
});
