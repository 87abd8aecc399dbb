import { readRecipientExport, type RecipientExport } from "../../db/recipients/recipient-export.ts";
import { AppError } from "../../errors.ts";
import { auditReading } from "../access/audit-reading.ts";
import { findRecipientId, type RecipientKey } from "../access/find-recipient-id.ts";
import type { Actor, Deps } from "../deps.ts";

/**
 * All that is stored about a recipient, but for the tickets' use and what would tell of it: the claim link shows
 * that to the family. Audited. Throws AppError "forbidden", "not_found" (also for another municipality's), "conflict".
 */
export async function exportRecipient(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, ...key }: RecipientKey & { actor: Actor },
): Promise<RecipientExport> {
  const id = await findRecipientId(db, keyRing, actor, key);
  await auditReading({ db }, actor, { action: "recipient.exported", subject: id });
  const exported = await readRecipientExport(db, keyRing, id, clock.now());
  if (!exported) throw new AppError("not_found", "There is no such recipient.");
  return exported;
}
