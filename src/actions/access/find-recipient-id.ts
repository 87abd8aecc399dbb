import type { Db } from "../../db/connect.ts";
import { findRecipientsByReference } from "../../db/recipients/recipient-references.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Actor } from "../deps.ts";
import { requireNav } from "./require-nav.ts";

/** The id behind NAV's reference. Throws AppError("not_found") when the officer's municipalities know none. */
export async function findRecipientId(
  db: Db,
  keyRing: KeyRing,
  actor: Actor,
  reference: string,
): Promise<string> {
  const found = await findRecipientsByReference(db, keyRing, requireNav(actor), [reference]);
  const recipient = found.get(reference);
  if (!recipient) throw new AppError("not_found", "There is no recipient with this reference.");
  return recipient.id;
}
