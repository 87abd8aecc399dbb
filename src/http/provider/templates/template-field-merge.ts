import { isDeepStrictEqual } from "node:util";
import { languages } from "../../../domain/language.ts";
import type { TypedField, TypedTexts } from "../../../views/provider/template-form-values.ts";
import { mergeForm } from "../../pages/merge-form.ts";

/** A form as it was opened, as it was sent, and as it would be opened now. */
export interface Versions<T> {
  shown: T;
  typed: T;
  now: T;
}

/** The members of a field that are taken by themselves. */
export type FieldPart = "slot" | "source" | `${"label" | "text"}.${keyof TypedTexts}`;

/** A field that another has changed, added or removed. */
export interface ChangedField {
  before: TypedField | undefined;
  after: TypedField | undefined;
  /** Empty for one that was added or removed. */
  parts: { part: FieldPart; isBoth: boolean }[];
  isBoth: boolean;
}

type FlatField = Record<FieldPart, string>;

/** The field by its members; `fieldOf` is the way back. */
export const flatField = ({ slot, source, label, text }: TypedField): FlatField =>
  Object.fromEntries([
    ["slot", slot],
    ["source", source],
    ...languages.flatMap((one) => [
      [`label.${one}`, label[one]],
      [`text.${one}`, text[one]],
    ]),
  ]) as FlatField;

function fieldOf(key: string, flat: FlatField): TypedField {
  const texts = (name: "label" | "text") =>
    Object.fromEntries(languages.map((one) => [one, flat[`${name}.${one}`]])) as TypedTexts;
  const { slot, source } = flat as Pick<TypedField, "slot" | "source">;
  return { key, slot, source, label: texts("label"), text: texts("text") };
}

const byKey = (fields: readonly TypedField[]) => new Map(fields.map((each) => [each.key, each]));

/** The keys in the order that this person has made, or else as they are now; what one list has alone stands last. */
function ordered({ shown, typed, now }: Versions<TypedField[]>): string[] {
  const keysIn = (fields: TypedField[], others: TypedField[]) => {
    const known = byKey(others);
    return fields.map(({ key }) => key).filter((key) => known.has(key));
  };
  const isMoved = !isDeepStrictEqual(keysIn(typed, shown), keysIn(shown, typed));
  const [first, second] = isMoved ? [typed, now] : [now, typed];
  return [...new Set([...first, ...second].map(({ key }) => key))];
}

/** Makes up a key that is not taken. */
function freeKey(taken: ReadonlySet<string>): string {
  let number = taken.size + 1;
  while (taken.has(`field${number}`)) number += 1;
  return `field${number}`;
}

/**
 * Merges the fields of a template, each by its key and member by member: where this person changed nothing, the other's
 * stands. Two fields that both added under one key are two; one that the other removed stays where this person wrote in it.
 */
export function mergeFields(versions: Versions<TypedField[]>): {
  fields: TypedField[];
  changed: ChangedField[];
} {
  const [shown, typed, now] = [versions.shown, versions.typed, versions.now].map(byKey);
  const taken = new Set(ordered(versions));
  const fields: TypedField[] = [];
  const changed: ChangedField[] = [];
  for (const key of [...taken]) {
    const [was, mine, theirs] = [shown?.get(key), typed?.get(key), now?.get(key)];
    const isMine = !isDeepStrictEqual(was, mine);
    if (was && mine && theirs) {
      const parts = { shown: flatField(was), typed: flatField(mine), now: flatField(theirs) };
      const merged = mergeForm(parts);
      fields.push(fieldOf(key, merged.values));
      const both = new Set(merged.both);
      if (merged.changed.length > 0) {
        changed.push({
          before: was,
          after: theirs,
          parts: merged.changed.map((part) => ({ part, isBoth: both.has(part) })),
          isBoth: both.size > 0,
        });
      }
      continue;
    }
    if (theirs && !(was && !mine)) fields.push(theirs);
    if (mine && !(was && !isMine)) {
      const isTaken = theirs !== undefined;
      const own = isTaken ? freeKey(taken) : key;
      taken.add(own);
      fields.push({ ...mine, key: own });
    }
    if (!isDeepStrictEqual(was, theirs)) {
      changed.push({ before: was, after: theirs, parts: [], isBoth: was !== undefined && isMine });
    }
  }
  return { fields, changed };
}
