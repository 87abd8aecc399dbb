import { recordAudit } from "../../db/audit.ts";
import { setProviderState } from "../../db/providers/providers.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Actor, Deps } from "../deps.ts";
import { enqueueWebhooks, type WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { lockProviderInMunicipality } from "../access/lock-provider-in-municipality.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Approves an invited or suspended provider. Offers paused by a suspension stay paused until they
 * are resumed. Throws AppError "forbidden" or "not_found".
 */
export async function approveProvider(
  deps: Pick<Deps, "keyRing"> & WebhookDeps,
  { actor, providerId }: { actor: Actor; providerId: string },
): Promise<Provider> {
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const provider = await lockProviderInMunicipality(trx, deps.keyRing, actor, providerId);
    if (provider.state === "approved") return provider;
    await setProviderState(trx, provider.id, "approved");
    await recordAudit(trx, { actor: actor.id, action: "provider.approved", subject: provider.id });
    afterCommit((db) => enqueueWebhooks({ ...deps, db }, [provider.id]));
    return { ...provider, state: "approved" };
  });
}
