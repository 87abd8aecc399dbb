import { municipalityNames } from "../../db/municipalities.ts";
import { reportCells } from "../../db/statistics/report-counts.ts";
import { reportOffers, type ReportOffer } from "../../db/statistics/report-offers.ts";
import { offerCategories } from "../../domain/offers/offer.ts";
import { monthInOslo } from "../../domain/period.ts";
import { suppressReport } from "../../domain/statistics/report-suppression.ts";
import { rowOf, type ReportCell } from "../../domain/statistics/report-tables.ts";
import type { YearReport } from "../../domain/statistics/year-report.ts";
import { AppError } from "../../errors.ts";
import { countProtected } from "../../db/recipients/restricted.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Returns the report of a year for the municipalities of a culture office or of NAV: offers, tickets, uses and cost by
 * category, month and municipality, closed offers included. Throws AppError "forbidden" for other roles and "not_found"
 * for a year that is none, or to come.
 */
export async function getReport(
  { db, clock }: Pick<Deps, "clock" | "db">,
  { actor, year }: { actor: Actor; year: string },
): Promise<YearReport> {
  if (actor.role !== "culture" && actor.role !== "nav") {
    throw new AppError("forbidden", "This is not for your role.");
  }
  const current = monthInOslo(clock.now());
  if (!/^20\d{2}$/.test(year) || year > current.slice(0, 4)) {
    throw new AppError("not_found", "There is no report of this year.");
  }
  const offices = actor.municipalities.toSorted();
  const [candidates, names] = await Promise.all([
    reportOffers(db, offices, year),
    municipalityNames(db),
  ]);
  const ids = candidates.map(({ id }) => id);
  const cells = await unitOfWork({ db }, async ({ trx }) => {
    // One report for all: two that differ by the protected children would tell of them.
    await countProtected(trx);
    return reportCells(trx, ids, offices, year);
  });
  // Tickets of an offer can be given out in the year before it begins.
  const counted = new Set(cells.map(({ offerId }) => offerId));
  const offers = candidates.filter(
    ({ id, firstMonth }) => firstMonth <= `${year}-12` || counted.has(id),
  );
  const until = year === current.slice(0, 4) ? current : `${year}-12`;
  const rates = offers.map(({ rateOre }) => rateOre);
  const { total, tables, steps } = suppressReport(
    rowOf("total", cells, ofOffers(offers)),
    tablesOf(offers, cells, { offices, until }),
    Math.max(0, ...rates),
  );
  const municipalities = offices.map((each): [string, string] => [each, names.get(each) ?? each]);
  return { year, until, municipalities, total, tables, steps };
}

const ofOffers = (offers: readonly ReportOffer[]) => ({
  offers: offers.length,
  isPaid: offers.some(({ rateOre }) => rateOre > 0),
});

function tablesOf(
  offers: readonly ReportOffer[],
  cells: readonly ReportCell[],
  { offices, until }: { offices: readonly string[]; until: string },
) {
  const categories = new Map(offers.map(({ id, category }) => [id, category]));
  const row = (key: string, own: readonly ReportOffer[], isOf: (cell: ReportCell) => boolean) =>
    rowOf(key, cells.filter(isOf), ofOffers(own));
  const months = Array.from(
    { length: Number(until.slice(5)) },
    (_, index) => `${until.slice(0, 4)}-${String(index + 1).padStart(2, "0")}`,
  );
  return {
    category: offerCategories.flatMap((category) => {
      const own = offers.filter((offer) => offer.category === category);
      return own.length === 0
        ? []
        : [row(category, own, ({ offerId }) => categories.get(offerId) === category)];
    }),
    month: months.map((month) =>
      row(
        month,
        offers.filter(({ firstMonth, lastMonth }) => firstMonth <= month && month <= lastMonth),
        (cell) => cell.month === month,
      ),
    ),
    municipality: offices.map((municipality) =>
      row(
        municipality,
        offers.filter((offer) => offer.municipalities.includes(municipality)),
        (cell) => cell.municipality === municipality,
      ),
    ),
  };
}
