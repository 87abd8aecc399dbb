import { markFetched } from "../../db/passes/pass-fetches.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { getClaimedTickets } from "../access/get-claimed-tickets.ts";

/**
 * Marks a ticket whose barcode is shown on screen as fetched, so that it does not lapse. False when
 * the claim link has no such ticket.
 */
export async function showBarcode(
  { db, clock, keyRing }: Pick<Deps, "db" | "clock" | "keyRing">,
  { token, serialNumber }: { token: string; serialNumber: string },
): Promise<boolean> {
  const link = await getClaimedTickets({ db, keyRing }, { token });
  if (!link?.tickets.some((ticket) => ticket.serialNumber === serialNumber)) return false;
  await unitOfWork({ db }, ({ trx }) => markFetched(trx, [serialNumber], clock.now()));
  return true;
}
