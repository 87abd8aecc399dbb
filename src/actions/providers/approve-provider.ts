import { recordAudit } from "../../db/audit.ts";
import { setProviderState } from "../../db/providers/providers.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import type { Actor, Deps } from "../deps.ts";
import { lockProviderInMunicipality } from "../access/lock-provider-in-municipality.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Lets an invited or suspended provider take part. What was paused by a suspension stays paused until
 * the provider resumes it. Throws AppError "forbidden" or "not_found".
 */
export async function approveProvider(
  { db }: Pick<Deps, "db">,
  { actor, providerId }: { actor: Actor; providerId: string },
): Promise<Provider> {
  return unitOfWork({ db }, async ({ trx }) => {
    const provider = await lockProviderInMunicipality(trx, actor, providerId);
    if (provider.state === "approved") return provider;
    await setProviderState(trx, provider.id, "approved");
    await recordAudit(trx, { actor: actor.id, action: "provider.approved", subject: provider.id });
    return { ...provider, state: "approved" };
  });
}
