import { recordAudit } from "../../db/audit.ts";
import { bumpVersionsOfProvider } from "../../db/passes/passes.ts";
import { updateProviderRow } from "../../db/providers/providers.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import { providerRevision, revisedProvider } from "../../domain/providers/provider-revision.ts";
import {
  revealingProviderErrors,
  type ProviderChanges,
} from "../../domain/providers/provider-input.ts";
import type { Provider } from "../../domain/providers/provider.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { lockProviderInMunicipality } from "../access/lock-provider-in-municipality.ts";
import { requireOwnMunicipality } from "../access/require-own-municipality.ts";
import { requireNeutralText } from "../require-neutral-text.ts";
import { unitOfWork } from "../unit-of-work.ts";

const changeable = [
  "name",
  "organisationNumber",
  "municipality",
  "place",
  "accountNumber",
  "vatPercent",
] as const;
const onTicket = new Set<string>(["name", "place"] satisfies (typeof changeable)[number][]);

/**
 * Updates a provider of the culture office. A new name or place raises the version of its issued tickets
 * in the same transaction, since they show it; the slug stays. Throws AppError "forbidden",
 * "not_found", "revealing_text" for a name or place, "validation_failed" for another municipality,
 * "conflict" when the organisation number is taken, or "precondition_failed" when `ifMatch` names another revision.
 */
export async function updateProvider(
  {
    apns,
    db,
    enqueue,
    google,
    keyRing,
  }: Pick<Deps, "apns" | "db" | "enqueue" | "google" | "keyRing">,
  {
    actor,
    providerId,
    changes,
    ifMatch,
  }: {
    actor: Actor;
    providerId: string;
    changes: ProviderChanges;
    ifMatch?: string | undefined;
  },
): Promise<Provider> {
  requireNeutralText(revealingProviderErrors(changes));
  return unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const before = await lockProviderInMunicipality(trx, keyRing, actor, providerId);
    requireMatch(ifMatch, providerRevision(before), revisedProvider(before));
    const after: Provider = {
      ...before,
      name: changes.name ?? before.name,
      organisationNumber: changes.organisationNumber ?? before.organisationNumber,
      municipality: changes.municipality ?? before.municipality,
      place: changes.place === undefined ? before.place : (changes.place ?? undefined),
      ...(changes.accountNumber !== undefined && { accountNumber: changes.accountNumber }),
      vatPercent: changes.vatPercent ?? before.vatPercent,
    };
    const changed = changeable.filter(
      (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
    );
    if (changed.length === 0) return before;
    if (changed.includes("municipality")) {
      await requireOwnMunicipality(trx, actor, after.municipality);
    }
    if (!(await updateProviderRow(trx, after, actor.id))) {
      throw new AppError("conflict", "Another provider has this organisation number.");
    }
    const shown = changed.some((key) => onTicket.has(key))
      ? await bumpVersionsOfProvider(trx, before.id)
      : [];
    const tickets = shown.reduce((sum, each) => sum + each.tickets, 0);
    await recordAudit(trx, {
      actor: actor.id,
      action: "provider.changed",
      subject: before.id,
      detail: { changed, tickets },
    });
    const offers = shown.flatMap(({ offerId, tickets }) => (tickets > 0 ? [{ offerId }] : []));
    if (google) afterCommit(() => enqueue("sync-google", offers));
    if (apns && tickets > 0) afterCommit(() => enqueue("push-apple", [{ kind: "routine" }]));
    return after;
  });
}
