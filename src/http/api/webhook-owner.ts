import type { OfficeActor, ProviderActor } from "../auth/api-key.ts";

/** Names whose webhooks the actor sends to, the same for all keys and persons of an owner. */
export const ownerNameOf = (actor: OfficeActor | ProviderActor): string =>
  actor.role === "provider"
    ? actor.providerId
    : [actor.role, ...actor.municipalities.toSorted()].join(" ");
