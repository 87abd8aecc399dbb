import type { Db } from "../../db/connect.ts";
import {
  findRecipientsById,
  findRecipientsByReference,
} from "../../db/recipients/recipient-references.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Actor } from "../deps.ts";
import { requireNav } from "./require-nav.ts";

/** A recipient named by its id, as pages do, or by NAV's reference, as the API does. */
export type RecipientKey = { recipientId: string } | { reference: string };

/**
 * The id of a recipient in the officer's municipalities. Throws AppError "forbidden", "not_found", and
 * "conflict" for a reference that is known in several of them.
 */
export async function findRecipientId(
  db: Db,
  keyRing: KeyRing,
  actor: Actor,
  key: RecipientKey,
): Promise<string> {
  const municipalities = requireNav(actor);
  if ("recipientId" in key) {
    const ids = [key.recipientId].filter(isUuid);
    const [recipient] = (await findRecipientsById(db, municipalities, ids)).values();
    if (!recipient) throw new AppError("not_found", "There is no such recipient.");
    return recipient.id;
  }
  const found = await findRecipientsByReference(db, keyRing, municipalities, [key.reference]);
  const matches = found.get(key.reference);
  if (!matches) throw new AppError("not_found", "There is no recipient with this reference.");
  return requireUnambiguous(matches).id;
}

/** The one recipient with a reference. Throws AppError("conflict") when several municipalities know it. */
export function requireUnambiguous<R>([recipient, ...others]: readonly [R, ...R[]]): R {
  if (others.length === 0) return recipient;
  throw new AppError(
    "conflict",
    "A reference is known in more than one municipality; ask with an API key for the one that is meant.",
  );
}
