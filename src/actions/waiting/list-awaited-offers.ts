import { awaitedOffers, type AwaitedOffer } from "../../db/waiting/awaited-offers.ts";
import type { Deps } from "../deps.ts";

/** The offers for whose tickets one of the children waits. */
export async function listAwaitedOffers(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { recipientIds }: { recipientIds: string[] },
): Promise<AwaitedOffer[]> {
  return awaitedOffers(db, recipientIds, clock.now());
}
