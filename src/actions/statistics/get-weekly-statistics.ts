import { weeklyStatistics } from "../../db/statistics/weekly-statistics.ts";
import { everyWeek, type Week } from "../../domain/statistics/weekly-counts.ts";
import type { Actor, Deps } from "../deps.ts";
import { getOffer } from "../offers/get-offer.ts";

/** Returns an offer's weekly counts, over all recipients. Throws AppError("not_found"). */
export async function getWeeklyStatistics(
  { db }: Pick<Deps, "db">,
  { actor, offerId }: { actor: Actor; offerId: string },
): Promise<Week[]> {
  const { id } = await getOffer({ db }, { actor, offerId });
  return everyWeek((await weeklyStatistics(db, [id])).get(id) ?? []);
}
