import { recordAudit, recordAudits } from "../../db/audit.ts";
import { upsertImportHeadings } from "../../db/recipients/import-headings.ts";
import { upsertRecipients } from "../../db/recipients/recipient-batch.ts";
import { householdsOf } from "../../db/recipients/household-members.ts";
import { setRestricted, unhideToMove } from "../../db/recipients/restricted.ts";
import type { ImportCounts, ImportTable } from "../../db/recipients/recipient-imports.ts";
import {
  importMembers,
  normalHeading,
  type ImportColumns,
} from "../../domain/recipients/import-columns.ts";
import type { ImportPlan } from "../../domain/recipients/import-plan.ts";
import { AppError } from "../../errors.ts";
import type { Actor, NestableDeps } from "../deps.ts";
import { requireNavOf } from "../access/require-nav.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { settleChanges, type SettleDeps } from "./settle-changes.ts";
import { settleHouseholdChanges } from "./settle-household-changes.ts";
import { planImport } from "./plan-import.ts";

export interface TableToImport {
  municipality: string;
  table: ImportTable;
  columns: ImportColumns;
}

type ImportDeps = Pick<NestableDeps, "clock" | "db" | "keyRing">;

/** So many rows go into one statement. */
const chunk = 250;

/** What an import of the table would do. Audited as a reading. Throws AppError("forbidden"). */
export async function previewImport(
  { clock, db, keyRing }: ImportDeps,
  { actor, ...asked }: TableToImport & { actor: Actor },
): Promise<ImportPlan> {
  requireNavOf(actor, asked.municipality);
  return unitOfWork({ db }, async ({ trx }) => {
    const { plan } = await planImport({ trx, keyRing, now: clock.now() }, actor, asked);
    await recordAudit(trx, {
      actor: actor.id,
      action: "recipient.listed",
      subject: asked.municipality,
      detail: { count: plan.changes.length },
    });
    return plan;
  });
}

/**
 * Creates and updates the recipients of the table, all or none, as the plan with the revision shows; replaces the
 * claim links of new contacts; and remembers the columns' headings for the municipality's next import. Throws
 * AppError "forbidden"; "unprocessable" for a table with faults; "precondition_failed" when the plan would be another
 * one now, "conflict" when a reference is taken in this moment.
 */
export async function importTable(
  deps: ImportDeps & SettleDeps,
  { actor, revision, ...asked }: TableToImport & { actor: Actor; revision: string },
): Promise<ImportCounts> {
  const { municipality, table, columns } = asked;
  const { clock, keyRing } = deps;
  requireNavOf(actor, municipality);
  return unitOfWork(deps, async (unit) => {
    const { trx } = unit;
    const planned = await planImport({ trx, keyRing, now: clock.now() }, actor, asked);
    const { plan, writes } = planned;
    const { created, unchanged, changes, faults } = plan;
    if (faults.length > 0) throw new AppError("unprocessable", "The table has faults.");
    if (plan.revision !== revision) {
      throw new AppError("precondition_failed", "Recipients have changed since the preview.");
    }
    const known = changes.map(({ recipientId }) => recipientId);
    const households = await householdsOf(trx, known);
    await unhideToMove(
      trx,
      known.filter((id) => planned.known.get(id)?.municipality !== municipality),
    );
    for (let from = 0; from < writes.length; from += chunk) {
      await upsertRecipients(trx, keyRing, municipality, writes.slice(from, from + chunk));
    }
    const settled = changes.map(({ recipientId, differences }) => ({
      ...{ recipientId, differences, before: planned.known.get(recipientId) },
      siblingIds: planned.siblings.get(recipientId) ?? [],
    }));
    await settleChanges(unit, deps, actor, settled);
    await settleHouseholdChanges(trx, actor, households);
    const changed = new Set(known);
    const isKnown = ({ id }: { id: string }) => changed.has(id);
    const newIds = writes.filter((write) => !isKnown(write)).map(({ id }) => id);
    const event = { actor: actor.id };
    await recordAudits(trx, { ...event, action: "recipient.created", subjects: newIds });
    await recordAudits(trx, {
      ...{ ...event, action: "recipient.changed", subjects: known },
      changed: changes.map(({ differences }) => differences.map(({ member }) => member)),
    });
    await upsertImportHeadings(trx, keyRing, {
      municipality,
      headings: headingsOf(table, columns),
    });
    await setRestricted(
      trx,
      writes.map(({ id, input: { protectedAddress } }) => ({ id, protectedAddress })),
    );
    return { created, changed: changes.length, unchanged };
  });
}

function headingsOf([headings = []]: ImportTable, columns: ImportColumns) {
  const chosen = importMembers.flatMap((member) => {
    const heading = normalHeading(headings[columns[member] ?? -1] ?? "");
    return heading === "" ? [] : [[member, heading]];
  });
  return Object.fromEntries(chosen) as Record<string, string>;
}
