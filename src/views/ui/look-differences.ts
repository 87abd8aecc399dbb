import { isDeepStrictEqual } from "node:util";
import { languages, type Language } from "../../domain/language.ts";
import { fieldSlots, type TemplateDefinition } from "../../domain/templates/template.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { othersChangesTexts } from "../texts/others-changes-texts.ts";
import { templateTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import type { Difference } from "./before-after.tsx";

/** A version of a template, with the hash of each picture as a wallet shows it. */
interface Look {
  definition: TemplateDefinition;
  imageHashes: ReadonlyMap<string, string>;
}

type Field = TemplateDefinition["fields"]["back"][number];

const fieldsOf = ({ fields }: TemplateDefinition): Field[] =>
  fieldSlots.flatMap((slot) => fields[slot]);

/** What differs between two looks of a ticket, in words; its place on the ticket, and pictures, by that they differ. */
export function lookDifferences(before: Look, after: Look, language: StaffLanguage): Difference[] {
  const texts = templateTexts(language);
  const both = [before.definition, after.definition];
  const [old = [], now = []] = both.map(fieldsOf);
  const same = (one: Field, of: Language, others: Field[]) =>
    others.some((other) => textOf(one, of) === textOf(other, of));
  /** The fields that the other look lacks, or words otherwise. */
  const own = (fields: Field[], others: Field[], of: Language) =>
    fields
      .filter((field) => textOf(field, of) !== "" && !same(field, of, others))
      .map((field) => textOf(field, of))
      .join("; ");
  const worded = languages.flatMap((of): Difference[] => [
    {
      label: `${texts.logoText} (${languageNames[of]})`,
      before: before.definition.logoText?.[of] ?? "",
      after: after.definition.logoText?.[of] ?? "",
    },
    {
      label: `${texts.fields} (${languageNames[of]})`,
      before: own(old, now, of),
      after: own(now, old, of),
    },
  ]);
  const colors = both.map(({ colors }) => Object.values(colors).join(", "));
  const differing = [
    ...worded,
    { label: texts.colors, before: colors[0], after: colors[1] },
  ].filter((each) => each.before !== each.after);
  const [placed, placedNow] = both.map(({ style, heroFocus, fields }) => ({
    ...{ style, heroFocus },
    slots: fieldSlots.map((slot) =>
      fields[slot].map(({ key, value }) => ["source" in value ? value.source : key]),
    ),
  }));
  return [
    ...differing,
    ...(isDeepStrictEqual(placed, placedNow)
      ? []
      : [{ label: othersChangesTexts(language).layout }]),
    ...(isDeepStrictEqual(before.imageHashes, after.imageHashes)
      ? []
      : [{ label: texts.pictures }]),
  ];
}

/** What a field says in a language by itself; empty where it has no text of its own there. */
function textOf({ label, value }: Field, language: Language): string {
  const own = "text" in value ? value.text[language] : undefined;
  return [label[language], own].filter((text) => text !== undefined).join(": ");
}
