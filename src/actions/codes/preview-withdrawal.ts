import { findBatchUse } from "../../db/codes/batch-withdrawals.ts";
import { listBatches } from "../../db/codes/code-stock.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOwnCodes } from "./require-own-codes.ts";
import type { Withdrawal } from "./withdraw-codes.ts";

interface WithdrawalPreview extends Withdrawal {
  offer: Offer;
  name: string;
  /** Tickets that would end although their code was shown, which the provider then blocks. */
  shown: number;
}

/** What the withdrawal of a batch comes to; undefined for no batch of the offer. Throws as `requireOwnCodes`. */
export async function previewWithdrawal(
  { db }: Pick<Deps, "db">,
  { actor, offerId, batchId }: { actor: Actor; offerId: string; batchId: string },
): Promise<WithdrawalPreview | undefined> {
  const { offer } = await requireOwnCodes(db, actor, offerId);
  const batch = (await listBatches(db, offer.id)).find(({ id }) => id === batchId);
  if (!batch) return undefined;
  const use = await findBatchUse(db, { offerId: offer.id, batchId });
  const changed = Math.min(use.unshown, use.others);
  return {
    ...{ offer, name: batch.name, shown: use.shown, changed },
    withdrawn: use.unbound + use.unshown,
    ended: use.unshown - changed + use.shown,
  };
}
