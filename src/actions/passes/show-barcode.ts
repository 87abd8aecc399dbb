import { markFetched } from "../../db/passes/pass-fetches.ts";
import type { Deps } from "../deps.ts";
import { getClaimedTickets } from "../access/get-claimed-tickets.ts";

/**
 * The holder takes the ticket as a code on the screen: like one in a wallet or on paper, it does not
 * lapse. False when the link has no such ticket.
 */
export async function showBarcode(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { token, serialNumber }: { token: string; serialNumber: string },
): Promise<boolean> {
  const link = await getClaimedTickets({ db }, { token });
  if (!link?.tickets.some((ticket) => ticket.serialNumber === serialNumber)) return false;
  await markFetched(db, [serialNumber], clock.now());
  return true;
}
