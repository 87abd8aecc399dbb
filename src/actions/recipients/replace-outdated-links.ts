import { recordAudits } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { replaceClaimLinks } from "../../db/recipients/claim-links.ts";
import { endsClaimLink } from "../../domain/recipients/ends-claim-link.ts";
import type { ImportDifference } from "../../domain/recipients/import-merge.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Actor } from "../deps.ts";

/**
 * Replaces the claim links of those recipients, which are locked, whose phone number or e-mail address
 * changes: the old number or address has received the old link. The next message has the new one. Audited.
 */
export async function replaceOutdatedLinks(
  trx: Trx,
  { keyRing, actor }: { keyRing: KeyRing; actor: Actor },
  changes: readonly { recipientId: string; differences: ImportDifference[] }[],
): Promise<void> {
  const outdated = changes.filter(({ differences }) => endsClaimLink(differences));
  const ids = outdated.map(({ recipientId }) => recipientId);
  const subjects = await replaceClaimLinks(trx, keyRing, ids);
  await recordAudits(trx, { actor: actor.id, action: "claim_link.renewed", subjects });
}
