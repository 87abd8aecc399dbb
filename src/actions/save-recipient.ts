import { recordAudit } from "../db/audit.ts";
import { findRecipientsByReference } from "../db/recipient-references.ts";
import { saveRecipient as save } from "../db/recipient-saving.ts";
import { recipientInput, type RecipientInput } from "../domain/recipient-input.ts";
import type { Recipient } from "../domain/recipient.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { fieldErrors } from "../domain/field-errors.ts";
import { municipalitiesOf } from "./municipalities-of.ts";

/**
 * Makes the recipient, or brings a known one to what is said here, so that sending it twice is the
 * same as sending it once. A reference is known in any of the officer's municipalities: a child that
 * moves keeps its tickets. Throws AppError "validation_failed" (an identity number, a protected
 * address with a message, …), "forbidden" for a municipality that is not the officer's.
 */
export async function saveRecipient(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, ...input }: RecipientInput & { actor: Actor },
): Promise<{ recipient: Recipient; created: boolean }> {
  const municipalities = municipalitiesOf(actor);
  const parsed = recipientInput.safeParse(input);
  if (!parsed.success) {
    throw new AppError("validation_failed", "The recipient cannot be saved as it is.", {
      errors: fieldErrors(parsed.error),
    });
  }
  const { reference, municipality } = parsed.data;
  if (!municipalities.includes(municipality)) {
    throw new AppError("forbidden", "You may not save recipients of this municipality.");
  }
  return db.transaction(async (trx) => {
    const known = await findRecipientsByReference(trx, keyRing, municipalities, [reference]);
    const saved = await save(trx, keyRing, parsed.data, known.get(reference)?.id);
    await recordAudit(trx, {
      actor: actor.id,
      action: saved.created ? "recipient.created" : "recipient.changed",
      subject: saved.recipient.id,
    });
    return saved;
  });
}
