import { recordAudit } from "../../db/audit.ts";
import {
  findComplimentaryQuota,
  setComplimentaryQuota,
} from "../../db/complimentary/complimentary-quotas.ts";
import { AppError } from "../../errors.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sets how many complimentary tickets a provider sets aside of its offer, beside the quota. Throws AppError
 * "forbidden", "not_found", or "quota_below_allocated" with `lowestPossible` below what is out.
 */
export async function updateComplimentaryQuota(
  { db }: Pick<NestableDeps, "db">,
  { actor, offerId, setAside }: { actor: Actor; offerId: string; setAside: number },
): Promise<void> {
  requireProvider(actor);
  await unitOfWork({ db }, async ({ trx }) => {
    const offer = await lockAccessibleOffer(trx, actor, offerId);
    const { given } = await findComplimentaryQuota(trx, offer.id);
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
