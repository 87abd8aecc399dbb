import { findTicketHolder, type TicketHolder } from "../../db/recipients/ticket-holder.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { getRecipient } from "./get-recipient.ts";

/**
 * A ticket and its holder. Throws AppError "forbidden", or "not_found" (also for another
 * municipality's).
 */
export async function getHeldTicket(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, serialNumber }: { actor: Actor; serialNumber: string },
): Promise<TicketHolder & { reference: string }> {
  const ticket = await findTicketHolder(deps.db, serialNumber, deps.clock.now());
  if (!ticket) throw new AppError("not_found", "There is no such ticket.");
  const { recipientId } = ticket;
  const { reference } = await getRecipient(deps, { actor, recipientId });
  return { ...ticket, reference };
}
