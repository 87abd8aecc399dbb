import { findRecipientsByReference } from "../../db/recipients/recipient-references.ts";
import { findRecipients } from "../../db/recipients/recipients.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

/**
 * The recipients meant by ids or by NAV's references, each once, and the references that are nobody's.
 * Ids of other municipalities are left out. Throws AppError("forbidden").
 */
export async function findChosenRecipients(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, ids, references }: { actor: Actor; ids: string[]; references: string[] },
): Promise<{ recipients: Recipient[]; unknown: string[] }> {
  const municipalities = requireNav(actor);
  const named = await findRecipientsByReference(db, keyRing, municipalities, references);
  const wanted = new Set([...ids.filter(isUuid), ...[...named.values()].map(({ id }) => id)]);
  const found = await findRecipients(db, keyRing, [...wanted]);
  return {
    recipients: [...wanted].flatMap((id) => {
      const recipient = found.get(id);
      return recipient && municipalities.includes(recipient.municipality) ? [recipient] : [];
    }),
    unknown: references.filter((reference) => !named.has(reference)),
  };
}
