import { claimedTickets, type ClaimedTicket } from "../../db/recipients/claimed-tickets.ts";
import type { Deps } from "../deps.ts";
import { findHolder, type Holder } from "./find-holder.ts";

export type { ClaimedTicket } from "../../db/recipients/claimed-tickets.ts";

/**
 * The tickets of a claim link: live ones child by child, by nearest end first, then ended ones. Undefined for an
 * unknown or renewed token, or a removed recipient.
 */
export async function getClaimedTickets(
  deps: Pick<Deps, "db" | "keyRing">,
  { token }: { token: string },
): Promise<(Holder & { tickets: ClaimedTicket[] }) | undefined> {
  const found = await findHolder(deps, { token });
  if (!found) return undefined;
  const holderIds = found.children.map(({ id }) => id);
  const held = await claimedTickets(deps.db, { holderIds });
  const live = held.filter(({ endedAt }) => endedAt === null);
  const byChild = holderIds.flatMap((id) => live.filter(({ holderId }) => holderId === id));
  return { ...found, tickets: [...byChild, ...held.filter(({ endedAt }) => endedAt !== null)] };
}
