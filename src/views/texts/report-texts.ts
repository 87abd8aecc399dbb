import type { Measure } from "../../domain/statistics/report-tables.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  tab: "Årsrapport",
  title: (year: string) => `Årsrapport ${year}`,
  about: (names: string) => `For ${names}.`,
  until: (month: string) => `Tallene går til og med ${month}, som ikke er over.`,
  rounded: (sum: string) =>
    `Antall er rundet ned til nærmeste fem og beløp ned til hele trinn på ${sum}, så ingen kan regne seg fram til ett barn. «Under 5» kan også være null. «Vises ikke» står der de andre tallene ellers ville røpe et lite tall.`,
  year: "År",
  other: (year: string) => `Rapport for ${year}`,
  table: { category: "Kategori", month: "Måned", municipality: "Kommune" },
  tables: { category: "Etter kategori", month: "Etter måned", municipality: "Etter kommune" },
  total: "Hele året",
  offers: "Tilbud",
  measures: {
    tickets: "Delt ut",
    fetched: "Hentet",
    used: "Brukt",
    admissions: "Sluppet inn",
    costOre: "Kostnad",
  } satisfies Record<Measure, string>,
  small: "Under 5",
  smallCost: (sum: string) => `Under ${sum}`,
  withheld: "Vises ikke",
  chart: "Brukt, måned for måned",
  noChart: "Brukt, måned for måned: ingen måned har tall som kan vises.",
  chartAbout: (months: string) => `Søylediagram over bruken. ${months}`,
  csv: "Last ned CSV",
  pdf: "Last ned PDF",
  kind: "Tabell",
  row: "Rad",
};

const nn: typeof nb = {
  tab: "Årsrapport",
  title: (year) => `Årsrapport ${year}`,
  about: (names) => `For ${names}.`,
  until: (month) => `Tala går til og med ${month}, som ikkje er over.`,
  rounded: (sum) =>
    `Tal er runda ned til næraste fem og beløp ned til heile trinn på ${sum}, så ingen kan rekne seg fram til eitt barn. «Under 5» kan òg vere null. «Ikkje vist» står der dei andre tala elles ville røpe eit lite tal.`,
  year: "År",
  other: (year) => `Rapport for ${year}`,
  table: { category: "Kategori", month: "Månad", municipality: "Kommune" },
  tables: { category: "Etter kategori", month: "Etter månad", municipality: "Etter kommune" },
  total: "Heile året",
  offers: "Tilbod",
  measures: {
    tickets: "Delt ut",
    fetched: "Henta",
    used: "Brukt",
    admissions: "Sleppte inn",
    costOre: "Kostnad",
  },
  small: "Under 5",
  smallCost: (sum) => `Under ${sum}`,
  withheld: "Ikkje vist",
  chart: "Brukt, månad for månad",
  noChart: "Brukt, månad for månad: ingen månad har tal som kan visast.",
  chartAbout: (months) => `Søylediagram over bruken. ${months}`,
  csv: "Last ned CSV",
  pdf: "Last ned PDF",
  kind: "Tabell",
  row: "Rad",
};

const catalogues: Record<StaffLanguage, typeof nb> = { nb, nn };

/** What a year's report says on its page, in its PDF and in its table. */
export const reportTexts = (language: StaffLanguage) => catalogues[language];
