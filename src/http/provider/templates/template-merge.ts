import type { Deps } from "../../../actions/deps.ts";
import { getTemplate } from "../../../actions/templates/get-template.ts";
import { languages } from "../../../domain/language.ts";
import {
  valuesOfTemplate,
  type TemplateFormValues,
  type TypedTexts,
} from "../../../views/provider/template-form-values.ts";
import { templateTexts, type StaffLanguage } from "../../../views/texts/staff-texts.ts";
import type { OthersChange } from "../../../views/ui/others-changes.tsx";
import type { ProviderActor } from "../../auth/api-key.ts";
import { mergeForm } from "../../pages/merge-form.ts";
import { readableFields } from "./readable-fields.ts";
import { mergeFields, type Versions } from "./template-field-merge.ts";

type Edited = Pick<TemplateFormValues, "name" | "logoText" | "colors" | "focus" | "fields">;

const editedOf = ({ name, logoText, colors, focus, fields }: TemplateFormValues): Edited => ({
  name,
  logoText,
  colors,
  focus,
  fields,
});

/**
 * A template's form after a conflict: the touched texts, colours and fields as typed, each language and each colour by
 * itself, the others from the latest version, on which the form is now based. Pictures that were not chosen anew are the
 * latest version's.
 */
export async function mergedTemplateForm(
  deps: Pick<Deps, "db">,
  {
    actor,
    templateId,
    language,
  }: { actor: ProviderActor; templateId: string | undefined; language: StaffLanguage },
  typed: TemplateFormValues,
): Promise<{ values: TemplateFormValues; others?: OthersChange[] }> {
  if (templateId === undefined) return { values: { ...typed, version: "" } };
  const latest = await getTemplate(deps, { actor, templateId });
  const version = Number(typed.version);
  const seen = await getTemplate(deps, { actor, templateId, version }).catch(() => undefined);
  if (!seen) return { values: { ...typed, version: String(latest.version) } };
  const [shown, now] = [seen, latest].map((each) =>
    editedOf(valuesOfTemplate(each.definition, each.id)),
  );
  if (!shown || !now) return { values: typed };
  const { values, others } = mergeTemplate({ shown, typed: editedOf(typed), now }, language);
  return { values: { ...typed, ...values, version: String(latest.version) }, others };
}

function mergeTemplate(
  versions: Versions<Edited>,
  language: StaffLanguage,
): { values: Edited; others: OthersChange[] } {
  const texts = templateTexts(language);
  const of = <K extends keyof Edited>(member: K): Versions<Edited[K]> => ({
    shown: versions.shown[member],
    typed: versions.typed[member],
    now: versions.now[member],
  });
  const spoken = (label: string) => (one: keyof TypedTexts) =>
    one === "nb" ? label : `${label}, ${texts.inLanguage[one]}`;
  const name = mergeMembers(of("name"), languages, spoken(texts.name));
  const logoText = mergeMembers(of("logoText"), languages, spoken(texts.logoText));
  const colors = mergeColors(of("colors"), language);
  const focus = mergeForm(of("focus"), [["x", "y"]]);
  const fields = mergeFields(of("fields"));
  return {
    values: {
      name: name.values,
      logoText: logoText.values,
      colors: colors.values,
      focus: focus.values,
      fields: fields.fields,
    },
    others: [
      ...name.others,
      ...logoText.others,
      ...colors.others,
      ...(focus.changed.length > 0 ? [{ label: texts.focus, isBoth: focus.both.length > 0 }] : []),
      ...readableFields(fields.changed, { ...of("fields"), language }),
    ],
  };
}

/** Merges the colours one by one. */
export const mergeColors = (
  colors: Versions<TemplateFormValues["colors"]>,
  language: StaffLanguage,
) => {
  const { colors: label, color } = templateTexts(language);
  const names = ["background", "foreground", "label"] as const;
  return mergeMembers(colors, names, (name) => `${label}: ${color[name]}`);
};

/** Merges texts member by member, and names those that the other has changed. */
function mergeMembers<K extends string>(
  versions: Versions<Record<K, string>>,
  members: readonly K[],
  label: (member: K) => string,
): { values: Record<K, string>; others: OthersChange[] } {
  const { values, changed, both } = mergeForm(versions);
  const others = members
    .filter((member) => changed.includes(member))
    .map((member) => ({
      label: label(member),
      before: versions.shown[member],
      after: versions.now[member],
      isBoth: both.includes(member),
    }));
  return { values, others };
}
