import { z } from "zod";
import { measures, type Measure } from "../../domain/statistics/report-tables.ts";
import type { ShownRow } from "../../domain/statistics/report-suppression.ts";
import type { YearReport } from "../../domain/statistics/year-report.ts";

const count = z.int().nullable();

const row = z
  .object({
    key: z.string().describe("The category, month, or municipality's number; `total`"),
    offers: z.int().describe("Offers that were valid"),
    tickets: count.describe("Tickets given out"),
    fetched: count.describe("Taken into a wallet, or printed"),
    used: count.describe("Uses"),
    admissions: count.describe("People let in by them; null where `used` is small"),
    costOre: count.describe("What your municipalities pay for them, in øre"),
    withheld: z
      .array(z.enum(measures))
      .describe("Of those that are null: not small, but others would tell what is"),
  })
  .meta({ id: "ReportRow" });

export const reportSchema = z
  .object({
    year: z.string().describe("YYYY"),
    until: z.string().describe("The last month that is counted, YYYY-MM"),
    municipalities: z
      .array(
        z.object({
          number: z.string().describe("Four digits"),
          name: z.string().describe("Its name"),
        }),
      )
      .describe("Yours"),
    roundedTo: z.int().describe("Counts are rounded down to a multiple of this; null: below it"),
    costRoundedToOre: z.int().describe("The same for sums, in øre"),
    total: row.describe("The whole year"),
    byCategory: z.array(row).describe("Categories that have offers"),
    byMonth: z.array(row).describe("January to the last month"),
    byMunicipality: z.array(row).describe("Your municipalities, whose children have the tickets"),
  })
  .meta({ id: "YearReport" });

function rowJson({ key, offers, counts }: ShownRow) {
  const shown = Object.fromEntries(
    measures.map((measure) => {
      const value = counts[measure];
      return [measure, typeof value === "number" ? value : null];
    }),
  ) as Record<Measure, number | null>;
  return {
    key,
    offers,
    ...shown,
    withheld: measures.filter((measure) => counts[measure] === "withheld"),
  };
}

export function reportJson({ year, until, municipalities, total, tables, steps }: YearReport) {
  return {
    year,
    until,
    municipalities: municipalities.map(([number, name]) => ({ number, name })),
    roundedTo: steps.used,
    costRoundedToOre: steps.costOre,
    total: rowJson(total),
    byCategory: tables.category.map(rowJson),
    byMonth: tables.month.map(rowJson),
    byMunicipality: tables.municipality.map(rowJson),
  };
}

const rowExample = { tickets: 410, fetched: 365, used: 290, withheld: [] };
export const reportExample = {
  year: "2027",
  until: "2027-12",
  municipalities: [{ number: "5025", name: "Røros" }],
  roundedTo: 5,
  costRoundedToOre: 130000,
  total: { key: "total", offers: 14, ...rowExample, admissions: 405, costOre: 5850000 },
  byCategory: [
    { key: "cinema", offers: 3, ...rowExample, admissions: 405, costOre: 5850000 },
    {
      key: "ski",
      offers: 11,
      ...rowExample,
      tickets: 5,
      fetched: null,
      used: null,
      admissions: null,
      costOre: null,
    },
  ],
  byMonth: [{ key: "2027-01", offers: 12, ...rowExample, admissions: 405, costOre: 5850000 }],
  byMunicipality: [{ key: "5025", offers: 14, ...rowExample, admissions: 405, costOre: 5850000 }],
};
