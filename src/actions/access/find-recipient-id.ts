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

/** A recipient named by its id, as pages do; or by its id or NAV's reference, as the API's paths do. */
export type RecipientKey = { recipientId: string } | { reference: string };

/**
 * The id of a recipient in the officer's municipalities. Throws AppError "forbidden", "not_found", and
 * "conflict" for a reference that several of them know.
 */
export async function findRecipientId(
  db: Db,
  keyRing: KeyRing,
  actor: Actor,
  key: RecipientKey,
): Promise<string> {
  const municipalities = requireNav(actor);
  const named = "recipientId" in key ? key.recipientId : key.reference;
  const ids = [named].filter(isUuid);
  const [byId] = (await findRecipientsById(db, municipalities, ids)).values();
  if (byId) return byId.id;
  if ("recipientId" in key) throw new AppError("not_found", "There is no such recipient.");
  const found = await findRecipientsByReference(db, keyRing, municipalities, [named]);
  const [recipient, ...others] = found.get(named) ?? [];
  if (!recipient) throw new AppError("not_found", "There is no recipient with this reference.");
  if (others.length > 0) {
    throw new AppError(
      "conflict",
      "Several of your municipalities know this reference; name the recipient by its id.",
    );
  }
  return recipient.id;
}
