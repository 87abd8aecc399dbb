import { recordAudit } from "../../db/audit.ts";
import { upsertRecipient } from "../../db/recipients/recipient-writes.ts";
import { findRecipient } from "../../db/recipients/recipients.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import { differencesOf } from "../../domain/recipients/import-merge.ts";
import type { RecipientInput } from "../../domain/recipients/recipient-input.ts";
import { recipientRevision, revisedRecipient } from "../../domain/recipients/recipient-revision.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { AppError } from "../../errors.ts";
import { lockHouseholds } from "./lock-household.ts";
import { settleChanges, type SettleDeps } from "./settle-changes.ts";
import { settleHouseholdChanges } from "./settle-household-changes.ts";
import { validateRecipient } from "./validate-recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { findRecipientId, type RecipientKey } from "../access/find-recipient-id.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { setRestricted, unhideToMove } from "../../db/recipients/restricted.ts";

/** null removes a member. */
export type RecipientChange = {
  [K in Exclude<keyof RecipientInput, "reference">]?: RecipientInput[K] | null | undefined;
};

/** Updates a recipient as `changeRecipient` does, and returns the updated one. */
export async function updateRecipient(
  ...asked: Parameters<typeof changeRecipient>
): Promise<Recipient> {
  return (await changeRecipient(...asked)).recipient;
}

/**
 * Updates the given members of a recipient, under the rules of `validateRecipient`. The second of two concurrent
 * updates is merged with the first's result. A new contact or a protected address replaces the claim link. Throws
 * AppError "not_found", "conflict", "forbidden", "validation_failed"; "precondition_failed" when `ifMatch` names
 * another revision, or `ifHousehold` another household than its own. Returns the recipient, whether its new link is
 * sent, and the siblings to whom the link is sent again since theirs ended with it.
 */
export async function changeRecipient(
  deps: Pick<Deps, "clock" | "db"> & SettleDeps,
  {
    actor,
    ifMatch,
    ifHousehold,
    ...change
  }: RecipientChange &
    RecipientKey & { actor: Actor; ifMatch?: string | undefined; ifHousehold?: string | undefined },
): Promise<{ recipient: Recipient; isSent: boolean; toldAgain: string[] }> {
  const { clock, keyRing } = deps;
  return unitOfWork(deps, async (unit) => {
    const { trx } = unit;
    const id = await findRecipientId(trx, keyRing, actor, change);
    const siblingIds = (await lockHouseholds(trx, [id])).get(id) ?? [];
    const known = await findRecipient(trx, keyRing, id);
    if (!known) throw new AppError("not_found", "The recipient was removed meanwhile.");
    requireMatch(ifMatch, recipientRevision(known), revisedRecipient(known));
    if (ifHousehold !== undefined && ifHousehold !== (known.householdId ?? "")) {
      throw new AppError("precondition_failed", "The household was changed meanwhile.");
    }
    const labelGiven = typeof change.label === "string" && change.label !== known.label;
    const checked = validateRecipient(actor, merged(known, change), {
      now: change.birthYear ? clock.now() : undefined,
      labelGiven,
    });
    if (checked.municipality !== known.municipality) await unhideToMove(trx, [id]);
    const { recipient } = await upsertRecipient(trx, keyRing, checked, { knownId: id, labelGiven });
    const differences = differencesOf(known, checked);
    const changes = [{ recipientId: id, differences, before: known, siblingIds }];
    const { sentTo, toldAgain } = await settleChanges(unit, deps, actor, changes);
    await settleHouseholdChanges(trx, actor, new Map([[id, known.householdId ?? null]]));
    const changed = differences.map(({ member }) => member);
    const event = { actor: actor.id, action: "recipient.changed", subject: id };
    await recordAudit(trx, { ...event, detail: { changed } });
    await setRestricted(trx, [recipient]);
    return { recipient, isSent: sentTo.includes(id), toldAgain };
  });
}

function merged(known: Recipient, change: RecipientChange): RecipientInput {
  const { reference, label, birthYear, municipality, language } = known;
  const { phone, email, secondPhone, secondEmail, delivery, protectedAddress } = known;
  const before = {
    label,
    birthYear,
    municipality,
    language,
    phone,
    email,
    secondPhone,
    secondEmail,
    delivery,
    protectedAddress,
  };
  const members = Object.entries(before).flatMap(([name, value]) => {
    const changed = change[name as keyof typeof before];
    const next = changed === undefined ? value : changed;
    return next === undefined || next === null ? [] : [[name, next]];
  });
  const { household } = change;
  return { ...Object.fromEntries(members), reference, household } as RecipientInput;
}
