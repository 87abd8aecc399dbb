import { filteredRecipients } from "../../db/recipients/filtered-recipients.ts";
import { findRecipients } from "../../db/recipients/recipients.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { yearInOslo } from "../../domain/period.ts";
import type { RecipientFilter } from "../../domain/recipients/recipient-filter.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { auditReading } from "../access/audit-reading.ts";
import { requireNav } from "../access/require-nav.ts";

const oldest = 200;

/**
 * The officer's recipients that pass the filter, newest first, at most `limit`, and how many pass. Audited.
 * Throws AppError("forbidden").
 */
export async function filterRecipients(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  {
    actor,
    filter: { municipality, language, ageFrom = 0, ageTo = oldest, holding, listId },
    offerIds,
    limit,
  }: { actor: Actor; filter: RecipientFilter; offerIds: string[]; limit: number },
): Promise<{ recipients: Recipient[]; total: number }> {
  const own = requireNav(actor);
  const municipalities = own.filter((each) => each === (municipality ?? each));
  const at = clock.now();
  const year = yearInOslo(at);
  const { ids, total } = await filteredRecipients(db, {
    ...{ municipalities, language, holding, listId, at, limit },
    ...{ bornFrom: year - ageTo, bornTo: year - ageFrom },
    offerIds: offerIds.filter(isUuid),
  });
  const found = await findRecipients(db, keyRing, municipalities, ids);
  await auditReading({ db }, actor, {
    action: "recipient.listed",
    subject: municipalities.join(","),
    detail: { count: ids.length },
  });
  return { recipients: ids.flatMap((id) => found.get(id) ?? []), total };
}
