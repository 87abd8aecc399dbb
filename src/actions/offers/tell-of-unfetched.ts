import { markUnfetchedOffers } from "../../db/offers/unfetched-offers.ts";
import type { Deps } from "../deps.ts";
import { enqueueWebhooks, type WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Tells providers, once for each offer, that none of its tickets is fetched two weeks after they were issued. Safe
 * to run twice and concurrently. Returns how many offers they were told of.
 */
export async function tellOfUnfetched(deps: Pick<Deps, "clock"> & WebhookDeps): Promise<number> {
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const providers = await markUnfetchedOffers(trx, deps.clock.now());
    afterCommit((db) => enqueueWebhooks({ ...deps, db }, [...new Set(providers)]));
    return providers.length;
  });
}
