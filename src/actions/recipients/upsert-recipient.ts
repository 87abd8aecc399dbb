import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { householdsOf } from "../../db/recipients/household-members.ts";
import {
  findRecipientsByReference,
  type FoundRecipient,
} from "../../db/recipients/recipient-references.ts";
import { findRecipient } from "../../db/recipients/recipients.ts";
import {
  findHiddenReferences,
  setRestricted,
  unhideToMove,
} from "../../db/recipients/restricted.ts";
import { upsertRecipient as save } from "../../db/recipients/recipient-writes.ts";
import { differencesOf, type ImportDifference } from "../../domain/recipients/import-merge.ts";
import type { ParsedRecipient, RecipientInput } from "../../domain/recipients/recipient-input.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { hiddenReference } from "../../domain/recipients/hidden-reference.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import { lockHouseholds } from "./lock-household.ts";
import { settleChanges, type SettleDeps } from "./settle-changes.ts";
import { settleHouseholdChanges } from "./settle-household-changes.ts";
import { validateRecipient } from "./validate-recipient.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Inserts or updates the recipient; idempotent. References are matched in all of the officer's municipalities, first
 * in the one that is sent, so that a child that moves keeps its tickets. A new contact replaces the claim link.
 * `mustBeNew` guards a form against another child's mistyped reference. Throws AppError as `validateRecipient` does;
 * "conflict" when it must be new and exists, and for a reference that several other municipalities know.
 */
export async function upsertRecipient(
  deps: Pick<NestableDeps, "clock" | "db"> & SettleDeps,
  {
    actor,
    mustBeNew = false,
    ...input
  }: RecipientInput & { actor: Actor; mustBeNew?: boolean | undefined },
): Promise<{ recipient: Recipient; created: boolean }> {
  const { keyRing } = deps;
  const now = deps.clock.now();
  const checked = validateRecipient(actor, input, { now, labelGiven: false });
  const { reference } = checked;
  return unitOfWork(deps, async (unit) => {
    const { trx } = unit;
    const found = await findRecipientsByReference(trx, keyRing, requireNav(actor), [reference]);
    const known = sameRecipient(found.get(reference) ?? [], checked.municipality);
    if (!known) await requireFreeReference(trx, keyRing, reference);
    const locked = known ? [known.id] : [];
    const siblings = await lockHouseholds(trx, locked);
    const households = await householdsOf(trx, locked);
    const { before, differences } = await readDifferences(trx, keyRing, known?.id, checked);
    // A label that is sent as it was before is not written anew: its officer may have meant it for NAV alone.
    const isNewLabel = !known || differences.some(({ member }) => member === "label");
    const labelGiven = checked.label !== undefined && isNewLabel;
    if (labelGiven) validateRecipient(actor, input, { now, labelGiven });
    if (known && known.municipality !== checked.municipality) await unhideToMove(trx, [known.id]);
    const saved = await save(trx, keyRing, checked, { knownId: known?.id, labelGiven });
    const recipientId = saved.recipient.id;
    const siblingIds = siblings.get(recipientId) ?? [];
    await settleChanges(unit, deps, actor, [{ recipientId, differences, before, siblingIds }]);
    await settleHouseholdChanges(trx, actor, households);
    if (mustBeNew && !saved.created) {
      throw new AppError("conflict", "There is a recipient with this reference.");
    }
    await recordAudit(trx, {
      actor: actor.id,
      action: saved.created ? "recipient.created" : "recipient.changed",
      subject: saved.recipient.id,
      ...(!saved.created && { detail: { changed: differences.map(({ member }) => member) } }),
    });
    await setRestricted(trx, [saved.recipient]);
    return saved;
  });
}

/** Throws AppError("conflict") for the reference of a protected child whom the officer does not see. */
async function requireFreeReference(trx: Trx, keyRing: KeyRing, reference: string): Promise<void> {
  const taken = await findHiddenReferences(trx, keyRing, [reference]);
  if (!taken.has(reference)) return;
  throw new AppError("conflict", "This reference cannot be used; see errors.", {
    errors: [{ path: "reference", ...hiddenReference }],
  });
}

/**
 * The stored recipient and the members that the input changes. The contact counts as changed when it is encrypted
 * under a key that this process lacks.
 */
async function readDifferences(
  trx: Trx,
  keyRing: KeyRing,
  id: string | undefined,
  input: ParsedRecipient,
): Promise<{ before: Recipient | undefined; differences: ImportDifference[] }> {
  try {
    const before = id === undefined ? undefined : await findRecipient(trx, keyRing, id);
    return { before, differences: before ? differencesOf(before, input) : [] };
  } catch (error) {
    if (!(error instanceof AppError && error.code === "unavailable")) throw error;
    const differences = [{ member: "phone" as const, from: "", to: input.phone ?? null }];
    return { before: undefined, differences };
  }
}

function sameRecipient(
  known: readonly FoundRecipient[],
  municipality: string,
): FoundRecipient | undefined {
  const there = known.find((recipient) => recipient.municipality === municipality);
  if (there || known.length <= 1) return there ?? known[0];
  throw new AppError(
    "conflict",
    "Several of your other municipalities know this reference; change the recipient by its id.",
  );
}
