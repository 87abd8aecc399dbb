import { findRecipient } from "../../db/recipients/recipients.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import { findRecipientId, type RecipientKey } from "../access/find-recipient-id.ts";

/** A recipient of the officer's municipalities. Audited. Throws AppError "forbidden", "not_found", "conflict". */
export async function getRecipient(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, ...key }: RecipientKey & { actor: Actor },
): Promise<Recipient> {
  const id = await findRecipientId(db, keyRing, actor, key);
  const recipient = await findRecipient(db, keyRing, id);
  if (!recipient) throw new AppError("not_found", "There is no such recipient.");
  await auditReading({ db }, actor, { action: "recipient.opened", subject: id });
  return recipient;
}
