import { recipientTicketsForPaper } from "../../db/passes/paper-tickets.ts";
import { findRecipient } from "../../db/recipients/recipients.ts";
import type { Language } from "../../domain/language.ts";
import { AppError } from "../../errors.ts";
import { findRecipientId } from "../access/find-recipient-id.ts";
import type { Actor, Deps } from "../deps.ts";
import type { PrintedTicket } from "./add-paper-parts.ts";
import { maxOnPaper } from "./hand-out-tickets.ts";
import { printHandedOut } from "./print-handed-out.ts";

/**
 * Hands out on paper all tickets of one of the officer's recipients that NAV sees as live, at most 200, also where a phone
 * has them. They count as handed out, not as fetched, and show all their uses, so that printing tells no use.
 * Audited. Throws AppError "forbidden"; "not_found" for an unknown recipient, or when there is no ticket.
 */
export async function handOutToRecipient(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, recipientId }: { actor: Actor; recipientId: string },
): Promise<{ language: Language; tickets: PrintedTicket[] }> {
  const { clock, db, keyRing } = deps;
  const subject = await findRecipientId(db, keyRing, actor, { recipientId });
  const recipient = await findRecipient(db, keyRing, subject);
  const of = { recipientId: subject, at: clock.now(), limit: maxOnPaper };
  const serialNumbers = await recipientTicketsForPaper(db, of);
  if (!recipient || serialNumbers.length === 0) {
    throw new AppError("not_found", "There is no ticket to print.");
  }
  const chosen = serialNumbers.map((serialNumber) => ({ serialNumber, recipientId: subject }));
  const tickets = await printHandedOut(deps, { actor, subject, chosen });
  return { language: recipient.language, tickets };
}
