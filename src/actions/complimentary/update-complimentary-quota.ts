import { recordAudit } from "../../db/audit.ts";
import {
  findComplimentaryQuota,
  setComplimentaryQuota,
} from "../../db/complimentary/complimentary-quotas.ts";
import { quotaRevision, revisedQuota } from "../../domain/complimentary/hand-out.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import { AppError } from "../../errors.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sets how many complimentary tickets a provider sets aside of its offer, beside the quota. Throws AppError
 * "forbidden", "not_found", "quota_below_allocated" with `lowestPossible` below what is out, or "precondition_failed"
 * when `ifMatch` names another number than is set aside.
 */
export async function updateComplimentaryQuota(
  { db }: Pick<NestableDeps, "db">,
  {
    actor,
    offerId,
    setAside,
    ifMatch,
  }: { actor: Actor; offerId: string; setAside: number; ifMatch?: string | undefined },
): Promise<void> {
  requireProvider(actor);
  await unitOfWork({ db }, async ({ trx }) => {
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    const before = await findComplimentaryQuota(trx, offer.id);
    requireMatch(ifMatch, quotaRevision(before), revisedQuota(before));
    const { given } = before;
    if (setAside < given) {
      throw new AppError("quota_below_allocated", `${given} complimentary tickets are out.`, {
        errors: [
          { path: "setAside", code: "quota_below_allocated", message: `must be at least ${given}` },
        ],
        extra: { lowestPossible: given },
      });
    }
    await setComplimentaryQuota(trx, { offerId: offer.id, setAside });
    const event = { actor: actor.id, action: "complimentary.set_aside", subject: offer.id };
    await recordAudit(trx, { ...event, detail: { setAside } });
  });
}
