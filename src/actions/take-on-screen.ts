import { markFetched } from "../db/pass-fetches.ts";
import type { Deps } from "./deps.ts";
import { openClaimLink } from "./open-claim-link.ts";

/**
 * The holder takes the ticket as a code on the screen: like one in a wallet or on paper, it does not
 * lapse. False when the link has no such ticket.
 */
export async function takeOnScreen(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { token, serialNumber }: { token: string; serialNumber: string },
): Promise<boolean> {
  const link = await openClaimLink({ db }, { token });
  if (!link?.tickets.some((ticket) => ticket.serialNumber === serialNumber)) return false;
  await markFetched(db, [serialNumber], clock.now());
  return true;
}
