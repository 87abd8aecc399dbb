import { findHouseholdIds } from "../../db/recipients/households.ts";
import { findRecipientsByReference } from "../../db/recipients/recipient-references.ts";
import { searchRecipients } from "../../db/recipients/recipient-search.ts";
import { findRecipients as find } from "../../db/recipients/recipients.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { searchText } from "../../domain/recipients/search-text.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import { requireNav } from "../access/require-nav.ts";

/** How many recipients a search finds at most. */
export const maxFound = 100;

/**
 * The officer's recipients with the reference, pasted with spaces too; or else those whose reference or label
 * contains the text, at most 100, by reference; with `household` those of it alone. Audited. Throws
 * AppError("forbidden").
 */
export async function findRecipients(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, text, household }: { actor: Actor; text: string; household?: string | undefined },
): Promise<Recipient[]> {
  const municipalities = requireNav(actor);
  const wanted = searchText(text);
  if (wanted === "") return [];
  const spellings = [...new Set([text.trim(), text.replace(/\s/g, "")])];
  const exact = await findRecipientsByReference(db, keyRing, municipalities, spellings);
  const householdIds =
    household === undefined
      ? undefined
      : await findHouseholdIds(db, keyRing, municipalities, household);
  const matches = (name: string) => searchText(name).includes(wanted);
  const ids =
    exact.size > 0
      ? [...exact.values()].flat().map(({ id }) => id)
      : await searchRecipients(db, keyRing, municipalities, {
          matches,
          limit: maxFound,
          householdIds,
        });
  await auditReading({ db }, actor, {
    action: "recipient.listed",
    subject: municipalities.join(","),
    detail: { count: ids.length },
  });
  const found = await find(db, keyRing, municipalities, ids);
  const isAsked = ({ householdId = "" }: Recipient) => householdIds?.includes(householdId) ?? true;
  return [...found.values()]
    .filter(isAsked)
    .sort((one, other) => one.reference.localeCompare(other.reference));
}
