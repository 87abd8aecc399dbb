import { expect } from "chai";
import { easterDays, easterSunday } from "../../../src/domain/offers/easter.ts";
import { offerSummary, type SummarisedTerms } from "../../../src/domain/offers/offer-summary.ts";
import { validityFrom, validityUntil } from "../../../src/domain/period.ts";

const names = new Map([
  ["5025", "Røros"],
  ["5026", "Holtålen"],
]);

const dayPasses: SummarisedTerms = {
  category: "ski",
  quota: 80,
  validity: { from: validityFrom("2026-12-19"), until: validityUntil("2027-04-11") },
  blackout: [["2027-03-25", "2027-03-29"]],
  ageFrom: 5,
  ageTo: 16,
  municipalities: ["5025", "5026"],
  perRecipient: 3,
  companions: 0,
  uses: 1,
};

describe("an offer's summary", () => {
  for (const [language, sentence] of [
    [
      "en",
      "80 day passes, 19 December 2026 to 11 April 2027, not at Easter; for children 5–16 from Røros and Holtålen, 3 each",
    ],
    [
      "nb",
      "80 dagskort, 19. desember 2026 til 11. april 2027, ikke i påsken; for barn 5–16 år fra Røros og Holtålen, 3 til hver",
    ],
    [
      "nn",
      "80 dagskort, 19. desember 2026 til 11. april 2027, ikkje i påska; for barn 5–16 år frå Røros og Holtålen, 3 til kvar",
    ],
  ] as const) {
    it(`an offer's summary is one sentence in ${language}`, () => {
      expect(offerSummary(dayPasses, language, names)).to.equal(sentence);
    });
  }

  it("an offer's summary reads as Bokmål in South Sámi", () => {
    expect(offerSummary(dayPasses, "sma", names)).to.equal(offerSummary(dayPasses, "nb", names));
  });

  it("an offer's summary says the opening hours", () => {
    const hours = [{ weekdays: [1, 2, 3, 4, 5, 6, 7], opens: "10:00", closes: "16:00" }];
    expect(offerSummary({ ...dayPasses, hours }, "nb", names)).to.include(
      "11. april 2027, åpent kl. 10:00–16:00, ikke i påsken;",
    );
  });

  it("an offer's summary names few sessions, and of many the first and the last", () => {
    const evening = (day: string) => ({
      start: new Date(`2027-01-${day}T18:00:00+01:00`),
      end: new Date(`2027-01-${day}T20:00:00+01:00`),
    });
    const some = (...days: string[]) =>
      offerSummary({ ...dayPasses, sessions: days.map(evening) }, "nb", names);
    expect(some("15", "22")).to.include(
      "fredag 15. januar kl. 18:00 og fredag 22. januar 2027 kl. 18:00,",
    );
    expect(some("01", "08", "15", "22", "29")).to.include(
      "5 ganger, fredag 1. januar kl. 18:00 til fredag 29. januar 2027 kl. 18:00,",
    );
  });

  for (const [language, part] of [
    ["en", "10 day passes for as many visits as one likes, 1 day from the first time, 19 December"],
    [
      "nb",
      "10 dagskort som kan brukes så mange ganger man vil, 1 dag fra første gang, 19. desember",
    ],
    [
      "nn",
      "10 dagskort som kan brukast så mange gonger ein vil, 1 dag frå første gong, 19. desember",
    ],
  ] as const) {
    it(`an offer's summary says in ${language} how long a ticket lasts from its first use`, () => {
      const terms = { ...dayPasses, quota: 10, uses: null, validFor: { days: 1 } };
      expect(offerSummary(terms, language, names)).to.include(part);
    });
  }

  const concert: Partial<SummarisedTerms> = {
    category: "concert",
    quota: 30,
    blackout: undefined,
    event: {
      start: new Date("2026-12-12T17:00:00+01:00"),
      end: new Date("2026-12-12T19:00:00+01:00"),
    },
    companions: 1,
    perRecipient: 1,
  };
  const cases: [what: string, changes: Partial<SummarisedTerms>, nb: string, en: string][] = [
    ...(
      [
        ["a theatre", "theatre", "teaterbilletter", "theatre tickets"],
        ["a trip", "trip", "plasser på tur", "places on a trip"],
        [
          "an activity park",
          "activity_park",
          "billetter til aktivitetspark",
          "activity park tickets",
        ],
      ] as const
    ).map(([what, category, nb, en]): [string, Partial<SummarisedTerms>, string, string] => [
      `the tickets of ${what}`,
      { category, quota: 20, blackout: undefined },
      `20 ${nb}, 19. desember 2026 til 11. april 2027; for barn 5–16 år fra Røros og Holtålen, 3 til hver`,
      `20 ${en}, 19 December 2026 to 11 April 2027; for children 5–16 from Røros and Holtålen, 3 each`,
    ]),
    [
      "an event of several days by its beginning and its end",
      {
        ...concert,
        event: {
          start: new Date("2027-02-12T18:00:00+01:00"),
          end: new Date("2027-02-14T22:00:00+01:00"),
        },
      },
      "30 konsertbilletter med 1 følgeperson, fredag 12. februar kl. 18:00 til søndag 14. februar 2027 kl. 22:00; for barn 5–16 år fra Røros og Holtålen, 1 til hver",
      "30 concert tickets with 1 companion, Friday 12 February at 18:00 to Sunday 14 February 2027 at 22:00; for children 5–16 from Røros and Holtålen, 1 each",
    ],
    [
      "an event by its day and hour",
      concert,
      "30 konsertbilletter med 1 følgeperson, lørdag 12. desember 2026 kl. 17:00; for barn 5–16 år fra Røros og Holtålen, 1 til hver",
      "30 concert tickets with 1 companion, Saturday 12 December 2026 at 17:00; for children 5–16 from Røros and Holtålen, 1 each",
    ],
    [
      "a punch card by its punches, and one of it in the singular",
      { category: "swimming", quota: 1, uses: 10, usesPerDay: 1, blackout: undefined },
      "1 klippekort med 10 klipp, høyst én gang om dagen, 19. desember 2026 til 11. april 2027; for barn 5–16 år fra Røros og Holtålen, 3 til hver",
      "1 punch card of 10, once a day at most, 19 December 2026 to 11 April 2027; for children 5–16 from Røros and Holtålen, 3 each",
    ],
    [
      "a season pass",
      { uses: null, blackout: undefined, perRecipient: 1 },
      "80 skikort som kan brukes så mange ganger man vil, 19. desember 2026 til 11. april 2027; for barn 5–16 år fra Røros og Holtålen, 1 til hver",
      "80 ski passes for as many visits as one likes, 19 December 2026 to 11 April 2027; for children 5–16 from Røros and Holtålen, 1 each",
    ],
    [
      "weekdays, closed days and Christmas",
      {
        weekdays: [6, 7],
        blackout: [
          ["2026-12-24", "2026-12-26"],
          ["2027-02-20", "2027-02-28"],
        ],
      },
      "80 dagskort, 19. desember 2026 til 11. april 2027, bare lørdager og søndager, ikke i julen og 20.–28. februar 2027; for barn 5–16 år fra Røros og Holtålen, 3 til hver",
      "80 day passes, 19 December 2026 to 11 April 2027, only on Saturdays and Sundays, not at Christmas and on 20–28 February 2027; for children 5–16 from Røros and Holtålen, 3 each",
    ],
    [
      "a single day, a single age and a single place",
      {
        validity: { from: validityFrom("2027-02-20"), until: validityUntil("2027-02-20") },
        blackout: undefined,
        ageFrom: 10,
        ageTo: 10,
        municipalities: ["5025"],
      },
      "80 dagskort, 20. februar 2027; for barn på 10 år fra Røros, 3 til hver",
      "80 day passes, 20 February 2027; for children aged 10 from Røros, 3 each",
    ],
    [
      "the years, where the days alone are ambiguous",
      {
        validity: { from: validityFrom("2026-12-19"), until: validityUntil("2028-04-11") },
        blackout: undefined,
      },
      "80 dagskort, 19. desember 2026 til 11. april 2028; for barn 5–16 år fra Røros og Holtålen, 3 til hver",
      "80 day passes, 19 December 2026 to 11 April 2028; for children 5–16 from Røros and Holtålen, 3 each",
    ],
    [
      "many municipalities and many closed periods by their number",
      {
        municipalities: ["5025", "5026", "3430", "5001", "5006"],
        blackout: Array.from({ length: 5 }, () => ["2027-01-01", "2027-01-02"]),
      },
      "80 dagskort, 19. desember 2026 til 11. april 2027, stengt i 5 perioder; for barn 5–16 år fra 5 kommuner, 3 til hver",
      "80 day passes, 19 December 2026 to 11 April 2027, closed for 5 periods; for children 5–16 from 5 municipalities, 3 each",
    ],
  ];
  for (const [what, changes, nb, en] of cases) {
    it(`an offer's summary tells ${what}`, () => {
      expect(offerSummary({ ...dayPasses, ...changes }, "nb", names)).to.equal(nb);
      expect(offerSummary({ ...dayPasses, ...changes }, "en", names)).to.equal(en);
    });
  }

  it("an offer's summary names an unknown municipality by its number", () => {
    expect(offerSummary({ ...dayPasses, municipalities: ["9999"] }, "nb", names)).to.contain(
      "fra 9999",
    );
  });
});

describe("Easter", () => {
  for (const sunday of [
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2027-03-28",
    "2028-04-16",
    "2038-04-25",
    "2049-04-18",
  ]) {
    it(`Easter falls on ${sunday}`, () => {
      expect(easterSunday(Number(sunday.slice(0, 4)))).to.equal(sunday);
    });
  }

  it("Easter lasts from Thursday to Monday", () => {
    expect(easterDays(2027)).to.deep.equal(["2027-03-25", "2027-03-29"]);
  });
});
