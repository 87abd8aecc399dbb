import { awaitedOffers, type AwaitedOffer } from "../../db/waiting/waiting-places.ts";
import type { Deps } from "../deps.ts";

/** The offers for whose tickets a holder waits. */
export async function listAwaitedOffers(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { recipientId }: { recipientId: string },
): Promise<AwaitedOffer[]> {
  return awaitedOffers(db, recipientId, clock.now());
}
