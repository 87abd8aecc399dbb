import { ticketsForPaper, type TicketForPaper } from "../../db/passes/paper-tickets.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { withRecipients } from "../access/with-recipients.ts";

const day = 24 * 60 * 60_000;

/** Since when printed tickets can be printed again. */
export const printedSince = (at: Date): Date => new Date(at.getTime() - day);

/** A ticket to print, with the child whose it is. */
type NamedTicket = TicketForPaper & { recipient: Recipient };

/**
 * Tickets of the officer's recipients who get no messages: those neither fetched nor handed out, and those printed in
 * the last day. Audited. Throws AppError "forbidden".
 */
export async function listPaperTickets(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<NamedTicket[]> {
  const municipalities = requireNav(actor);
  const at = clock.now();
  const found = await ticketsForPaper(db, { municipalities, at, since: printedSince(at) });
  return withRecipients({ db, keyRing }, actor, { municipalities, lines: found });
}
