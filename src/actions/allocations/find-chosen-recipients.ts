import {
  findRecipientsById,
  findRecipientsByReference,
} from "../../db/recipients/recipient-references.ts";
import { findRecipients } from "../../db/recipients/recipients.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import { requireNav } from "../access/require-nav.ts";

/**
 * The recipients with the ids or NAV's references, each once; and the references that are unknown,
 * and those that exist in several municipalities. Ids of other municipalities are left out. Audited. Throws
 * AppError("forbidden").
 */
export async function findChosenRecipients(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, ids, references }: { actor: Actor; ids: string[]; references: string[] },
): Promise<{ recipients: Recipient[]; unknown: string[]; ambiguous: string[] }> {
  const municipalities = requireNav(actor);
  const [own, named] = await Promise.all([
    findRecipientsById(db, municipalities, ids.filter(isUuid)),
    findRecipientsByReference(db, keyRing, municipalities, references),
  ]);
  const wanted = new Set([
    ...own.keys(),
    ...[...named.values()].flatMap(([{ id }, ...others]) => (others.length === 0 ? [id] : [])),
  ]);
  const found = await findRecipients(db, keyRing, municipalities, [...wanted]);
  if (found.size > 0) {
    await auditReading({ db }, actor, {
      action: "recipient.listed",
      subject: municipalities.join(","),
      detail: { count: found.size },
    });
  }
  return {
    recipients: [...wanted].flatMap((id) => found.get(id) ?? []),
    unknown: references.filter((reference) => !named.has(reference)),
    ambiguous: references.filter((reference) => (named.get(reference)?.length ?? 0) > 1),
  };
}
