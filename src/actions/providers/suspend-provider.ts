import { recordAudit } from "../../db/audit.ts";
import { lockOpenOffersOfProvider, pauseOffers } from "../../db/offers/offer-states.ts";
import { setProviderState } from "../../db/providers/providers.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Actor, Deps } from "../deps.ts";
import { enqueueWebhooks, type WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { lockProviderInMunicipality } from "../access/lock-provider-in-municipality.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Suspends a provider: its open offers are paused in the same transaction and cannot be resumed.
 * Issued tickets stay valid. Throws AppError "forbidden" or "not_found".
 */
export async function suspendProvider(
  deps: Pick<Deps, "keyRing"> & WebhookDeps,
  { actor, providerId }: { actor: Actor; providerId: string },
): Promise<Provider> {
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const provider = await lockProviderInMunicipality(trx, deps.keyRing, actor, providerId);
    if (provider.state === "suspended") return provider;
    await setProviderState(trx, provider.id, "suspended");
    const paused = await lockOpenOffersOfProvider(trx, provider.id);
    await pauseOffers(trx, paused);
    await recordAudit(trx, {
      actor: actor.id,
      action: "provider.suspended",
      subject: provider.id,
      detail: { paused },
    });
    afterCommit((db) => enqueueWebhooks({ ...deps, db }, [provider.id]));
    return { ...provider, state: "suspended" };
  });
}
