import { recordAudit } from "../../db/audit.ts";
import { withdrawCodes as withdraw } from "../../db/codes/code-stock.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import { lockAccessibleOffer } from "../access/offer-access.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireOwnCodes } from "./require-own-codes.ts";

/**
 * Withdraws a batch's codes that are bound to no ticket. Returns how many; none the second time. Throws as
 * `requireOwnCodes`, and AppError "not_found" for what is no batch's id.
 */
export async function withdrawCodes(
  { db }: Pick<NestableDeps, "db">,
  { actor, offerId, batchId }: { actor: Actor; offerId: string; batchId: string },
): Promise<number> {
  if (!isUuid(batchId)) throw new AppError("not_found", "There is no such batch.");
  const { offer } = await requireOwnCodes(db, actor, offerId);
  return unitOfWork({ db }, async ({ trx }) => {
    await lockAccessibleOffer(trx, actor, offer.id);
    const withdrawn = await withdraw(trx, { offerId: offer.id, batchId });
    if (withdrawn > 0) {
      const detail = { batchId, withdrawn };
      const event = { actor: actor.id, action: "codes.withdrawn", subject: offer.id, detail };
      await recordAudit(trx, event);
    }
    return withdrawn;
  });
}
