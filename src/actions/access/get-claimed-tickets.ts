import { findRecipientByToken } from "../../db/recipients/claim-links.ts";
import { claimedTickets, type ClaimedTicket } from "../../db/recipients/claimed-tickets.ts";
import type { Language } from "../../domain/language.ts";
import type { Deps } from "../deps.ts";

export type { ClaimedTicket } from "../../db/recipients/claimed-tickets.ts";

/**
 * What the holder of a claim link sees: live tickets by nearest end first, then ended ones.
 * Undefined for a token that never was, was renewed, or whose recipient was removed.
 */
export async function getClaimedTickets(
  { db }: Pick<Deps, "db">,
  { token }: { token: string },
): Promise<{ recipientId: string; language: Language; tickets: ClaimedTicket[] } | undefined> {
  const found = await findRecipientByToken(db, token);
  return found && { ...found, tickets: await claimedTickets(db, found.recipientId) };
}
