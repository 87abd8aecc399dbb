import { weeklyStatistics } from "../db/weekly-statistics.ts";
import { everyWeek, type Week } from "../domain/weekly-counts.ts";
import type { Actor, Deps } from "./deps.ts";
import { showOffer } from "./show-offer.ts";

/** An offer's counts week by week, never of a person. Throws AppError("not_found"). */
export async function showWeeklyStatistics(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Week[]> {
  const { id } = await showOffer({ db }, { actor, offerId });
  return everyWeek((await weeklyStatistics(db, [id])).get(id) ?? []);
}
