import { isDeepStrictEqual } from "node:util";
import type { TypedField, TypedTexts } from "../../../views/provider/template-form-values.ts";
import { templateTexts, type StaffLanguage } from "../../../views/texts/staff-texts.ts";
import type { OthersChange } from "../../../views/ui/others-changes.tsx";
import {
  flatField,
  type ChangedField,
  type FieldPart,
  type Versions,
} from "./template-field-merge.ts";

interface Fields extends Versions<TypedField[]> {
  language: StaffLanguage;
}

/** What another has changed in the fields of a template, in words. */
export function readableFields(
  changed: readonly ChangedField[],
  { shown, now, language }: Fields,
): OthersChange[] {
  const texts = templateTexts(language);
  const headingOf = (field: TypedField) => field.label[language] || field.label.nb;
  const partName = (part: FieldPart): string => {
    if (part === "slot") return texts.slot;
    if (part === "source") return texts.shows;
    const [name, one] = part.split(".") as ["label" | "text", keyof TypedTexts];
    return one === "nb" ? texts[name] : `${texts[name]}, ${texts.inLanguage[one]}`;
  };
  const read = (field: TypedField, part: FieldPart): string => {
    if (part === "slot") return texts.slots[field.slot];
    return part === "source" ? texts.sources[field.source] : flatField(field)[part];
  };
  const placeOf = (field: TypedField) =>
    texts.field(1 + (now.includes(field) ? now : shown).indexOf(field));
  const listed = changed.flatMap(({ before, after, parts, isBoth }): OthersChange[] => {
    const field = after ?? before;
    if (!field) return [];
    const name = `${placeOf(field)} (${headingOf(field)})`;
    if (!before || !after) {
      const whole = (one: TypedField | undefined) => (one ? headingOf(one) : "");
      return [{ label: name, before: whole(before), after: whole(after), isBoth }];
    }
    return parts.map((each) => ({
      label: `${name}: ${partName(each.part)}`,
      before: read(before, each.part),
      after: read(after, each.part),
      isBoth: each.isBoth,
    }));
  });
  const keys = (fields: TypedField[]) => fields.map(({ key }) => key);
  const isMoved = listed.length === 0 && !isDeepStrictEqual(keys(shown), keys(now));
  const headings = (fields: TypedField[]) => fields.map(headingOf).join(", ");
  return isMoved
    ? [{ label: texts.fields, before: headings(shown), after: headings(now), isBoth: false }]
    : listed;
}
