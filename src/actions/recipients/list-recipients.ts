import { findHouseholdIds } from "../../db/recipients/households.ts";
import { recipientsOf } from "../../db/recipients/recipients.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import { requireNav } from "../access/require-nav.ts";
import { readPageCursor, writePageCursor } from "../page-cursor.ts";

const maxAtOnce = 500;

/**
 * The officer's recipients, or those of a household by its reference or id, newest first, at most 500 a page;
 * `nextCursor` is null on the last one.
 * Audited. Throws AppError "forbidden", or "validation_failed" for an unknown cursor.
 */
export async function listRecipients(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  {
    actor,
    limit = 50,
    cursor,
    household,
  }: {
    actor: Actor;
    limit?: number;
    cursor?: string | undefined;
    household?: string | undefined;
  },
): Promise<{ items: Recipient[]; nextCursor: string | null }> {
  const size = Math.min(Math.max(limit, 1), maxAtOnce);
  const municipalities = requireNav(actor);
  const rows = await recipientsOf(db, keyRing, municipalities, {
    limit: size + 1,
    householdIds:
      household === undefined
        ? undefined
        : await findHouseholdIds(db, keyRing, municipalities, household),
    after: cursor === undefined ? undefined : readPageCursor(cursor),
  });
  const page = rows.slice(0, size);
  const last = rows.length > size ? page.at(-1) : undefined;
  await auditReading({ db }, actor, {
    action: "recipient.listed",
    subject: municipalities.join(","),
    detail: { count: page.length },
  });
  return {
    items: page.map(({ recipient }) => recipient),
    nextCursor: last ? writePageCursor(last.cursor) : null,
  };
}
