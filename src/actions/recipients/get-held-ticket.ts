import { findTicketHolder } from "../../db/recipients/held-tickets.ts";
import type { Texts } from "../../domain/language.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { getRecipient } from "./get-recipient.ts";

/**
 * A ticket and its holder. Throws AppError "forbidden", or "not_found" (also for another
 * municipality's).
 */
export async function getHeldTicket(
  deps: Pick<Deps, "db" | "keyRing">,
  { actor, serialNumber }: { actor: Actor; serialNumber: string },
): Promise<{
  recipientId: string;
  reference: string;
  title: Texts;
  provider: string;
  state: PassState;
}> {
  const ticket = await findTicketHolder(deps.db, serialNumber);
  if (!ticket) throw new AppError("not_found", "There is no such ticket.");
  const { recipientId } = ticket;
  const { reference } = await getRecipient(deps, { actor, recipientId });
  return { ...ticket, reference };
}
