import { createHash, randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Trx } from "../../db/connect.ts";
import { findHouseholds } from "../../db/recipients/households.ts";
import type { RecipientWrite } from "../../db/recipients/recipient-batch.ts";
import { findRecipientsByReference } from "../../db/recipients/recipient-references.ts";
import { findHiddenReferences } from "../../db/recipients/restricted.ts";
import { findRecipients } from "../../db/recipients/recipients.ts";
import { hiddenReference } from "../../domain/recipients/hidden-reference.ts";
import { columnLetters, type ImportColumns } from "../../domain/recipients/import-columns.ts";
import { differencesOf, mergeRow } from "../../domain/recipients/import-merge.ts";
import type { ImportFault, ImportPlan } from "../../domain/recipients/import-plan.ts";
import { readImportRow, type GivenMembers } from "../../domain/recipients/import-row.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { AppError, type FieldError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Actor } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";
import { lockHouseholds } from "./lock-household.ts";
import { validateRecipient } from "./validate-recipient.ts";

interface Row {
  number: number;
  given: GivenMembers;
  faults: FieldError[];
}

/** So many rows are handled before other requests get their turn. */
const slice = 100;

async function inSlices<T, R>(items: readonly T[], handle: (slice: T[]) => R | Promise<R>) {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += slice) {
    results.push(await handle(items.slice(from, from + slice)));
    await setImmediate();
  }
  return results;
}

const repeated = (first: number): FieldError => ({
  path: "reference",
  code: "repeated_reference",
  message: `stands in row ${first} too`,
});
const noReferences: ImportFault = {
  path: "reference",
  code: "missing_column",
  message: "has no column",
  row: 1,
  column: undefined,
};
const ambiguous: FieldError = {
  path: "reference",
  code: "ambiguous_reference",
  message: "is known in more than one of your municipalities",
};

/** Reads the rows that say something; a reference's second row has a fault. */
async function readRows(table: readonly string[][], columns: ImportColumns): Promise<Row[]> {
  const first = new Map<string, number>();
  const numbered = table.map((cells, index) => ({ cells, number: index + 1 })).slice(1);
  const read = ({ cells, number }: (typeof numbered)[number]): Row[] => {
    if (cells.every((cell) => cell.trim() === "")) return [];
    const { given, faults } = readImportRow(cells, columns);
    const { reference = "" } = given;
    const before = first.get(reference);
    if (reference !== "" && before === undefined) first.set(reference, number);
    return [
      { number, given, faults: before === undefined ? faults : [...faults, repeated(before)] },
    ];
  };
  return (await inSlices(numbered, (some) => some.flatMap(read))).flat();
}

function validated(
  actor: Actor,
  input: ReturnType<typeof mergeRow>,
  given: Parameters<typeof validateRecipient>[2],
) {
  try {
    return { input: validateRecipient(actor, input, given), faults: [] };
  } catch (error) {
    if (error instanceof AppError && error.errors.length > 0) return { faults: error.errors };
    throw error;
  }
}

/**
 * Compares a table with the known recipients, which it locks with their households. References are matched in all of
 * the officer's municipalities, as `upsertRecipient` does. Answers the plan; the rows to write, which are complete
 * only without faults; and the known recipients with the ids of the others of their households. Throws
 * AppError("forbidden").
 */
export async function planImport(
  { trx, keyRing, now }: { trx: Trx; keyRing: KeyRing; now: Date },
  actor: Actor,
  {
    municipality,
    table,
    columns,
  }: { municipality: string; table: readonly string[][]; columns: ImportColumns },
): Promise<{
  plan: ImportPlan;
  writes: RecipientWrite[];
  known: Map<string, Recipient>;
  siblings: Map<string, string[]>;
}> {
  const municipalities = requireNav(actor);
  const rows = columns.reference === undefined ? [] : await readRows(table, columns);
  const references = rows.flatMap(({ given: { reference } }) => reference ?? []);
  const found = await findRecipientsByReference(trx, keyRing, municipalities, references);
  const ids = [...found.values()].flatMap(([{ id }, ...others]) => (others.length > 0 ? [] : [id]));
  const hidden = await findHiddenReferences(trx, keyRing, references);
  const siblings = await lockHouseholds(trx, ids);
  const parts = await inSlices(ids, (some) => findRecipients(trx, keyRing, municipalities, some));
  const known = new Map(parts.flatMap((part) => [...part]));
  const named = rows.flatMap(({ given: { household } }) => household ?? []);
  const households = await findHouseholds(trx, keyRing, municipality, named);

  const plan: Omit<ImportPlan, "revision"> = { created: 0, unchanged: 0, changes: [], faults: [] };
  if (columns.reference === undefined) plan.faults.push(noReferences);
  const writes: RecipientWrite[] = [];
  const written = createHash("sha256");
  const compare = ({ number, given, faults: unread }: Row) => {
    const fault = (error: FieldError) => {
      const column = columns[error.path as keyof ImportColumns];
      const place = column === undefined ? undefined : columnLetters(column);
      plan.faults.push({ ...error, row: number, column: place });
    };
    const matches = found.get(given.reference ?? "") ?? [];
    const before: Recipient | undefined = known.get(matches[0]?.id ?? "");
    const asked = mergeRow(before, given, municipality);
    const labelGiven = given.label !== undefined && given.label !== before?.label;
    const hasNewYear = before?.birthYear !== asked.birthYear;
    const { input, faults } = validated(actor, asked, {
      now: hasNewYear ? now : undefined,
      labelGiven,
    });
    const misread = new Set(unread.map(({ path }) => path));
    unread.forEach(fault);
    if (matches.length > 1) fault(ambiguous);
    if (hidden.has(given.reference ?? "")) fault({ path: "reference", ...hiddenReference });
    faults.filter(({ path }) => !misread.has(path)).forEach(fault);
    if (!input) return;
    if (!before) {
      // Without the id, which each plan draws anew.
      written.update(JSON.stringify([number, input]));
      plan.created += 1;
      writes.push({ id: randomUUID(), input, labelGiven });
      return;
    }
    const differences = differencesOf(before, input);
    const { household } = given;
    if (household !== undefined && households.get(household) !== (before.householdId ?? "")) {
      differences.push({ member: "household", from: null, to: household });
    }
    if (differences.length === 0) plan.unchanged += 1;
    else {
      const { id: recipientId, reference, label } = before;
      plan.changes.push({ row: number, recipientId, reference, label, differences });
      written.update(JSON.stringify([number, recipientId, differences, input]));
      writes.push({ id: recipientId, input, labelGiven });
    }
  };
  await inSlices(rows, (some) => {
    some.forEach(compare);
  });
  const revision = written.digest().toString("base64url", 0, 16);
  return { plan: { ...plan, revision }, writes, known, siblings };
}
