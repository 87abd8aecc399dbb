import { findHolderByToken } from "../../db/recipients/claim-link-lookups.ts";
import { claimedTickets, type ClaimedTicket } from "../../db/recipients/claimed-tickets.ts";
import type { Language } from "../../domain/language.ts";
import type { Deps } from "../deps.ts";

export type { ClaimedTicket } from "../../db/recipients/claimed-tickets.ts";

/**
 * The tickets of a claim link: live ones by nearest end first, then ended ones. Undefined for an
 * unknown or renewed token, or a removed recipient.
 */
export async function getClaimedTickets(
  { db }: Pick<Deps, "db">,
  { token }: { token: string },
): Promise<{ holderId: string; language: Language; tickets: ClaimedTicket[] } | undefined> {
  const found = await findHolderByToken(db, token);
  return found && { ...found, tickets: await claimedTickets(db, found) };
}
