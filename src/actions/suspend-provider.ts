import { recordAudit } from "../db/audit.ts";
import { lockOpenOffersOf, pauseOffers } from "../db/offers.ts";
import { setProviderState } from "../db/providers.ts";
import type { Provider } from "../domain/provider.ts";
import type { Actor, Deps } from "./deps.ts";
import { lockOwnProvider } from "./lock-own-provider.ts";

/**
 * Stops a provider: its open offers are paused in the same transaction and cannot be resumed.
 * Tickets that are out stay valid. Throws AppError "forbidden" or "not_found".
 */
export async function suspendProvider(
  { db }: Pick<Deps, "db">,
  { actor, providerId }: { actor: Actor; providerId: string },
): Promise<Provider> {
  return db.transaction(async (trx) => {
    const provider = await lockOwnProvider(trx, actor, providerId);
    if (provider.state === "suspended") return provider;
    await setProviderState(trx, provider.id, "suspended");
    const paused = await lockOpenOffersOf(trx, provider.id);
    await pauseOffers(trx, paused);
    await recordAudit(trx, {
      actor: actor.id,
      action: "provider.suspended",
      subject: provider.id,
      detail: { paused },
    });
    return { ...provider, state: "suspended" };
  });
}
