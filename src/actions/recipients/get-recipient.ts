import { findRecipient } from "../../db/recipients/recipients.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { findRecipientId } from "../access/find-recipient-id.ts";

/** The recipient with this reference, for NAV alone. Throws AppError "not_found", "forbidden". */
export async function getRecipient(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, reference }: { actor: Actor; reference: string },
): Promise<Recipient> {
  const id = await findRecipientId(db, keyRing, actor, reference);
  const recipient = await findRecipient(db, keyRing, id);
  if (!recipient) throw new AppError("not_found", "There is no recipient with this reference.");
  return recipient;
}
