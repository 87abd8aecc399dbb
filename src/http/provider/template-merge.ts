import type { Deps } from "../../actions/deps.ts";
import { getTemplate } from "../../actions/templates/get-template.ts";
import {
  valuesOfTemplate,
  type TemplateFormValues,
} from "../../views/provider/template-form-values.ts";
import { templateTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { OthersChange } from "../../views/ui/others-changes.tsx";
import type { ProviderActor } from "../auth/api-key.ts";
import { mergeForm } from "../pages/merge-form.ts";

type Edited = Pick<TemplateFormValues, "name" | "logoText" | "colors" | "focus" | "fields">;

const editedOf = ({ name, logoText, colors, focus, fields }: TemplateFormValues): Edited => ({
  name,
  logoText,
  colors,
  focus,
  fields,
});

/**
 * A template's form after a conflict: the touched fields as typed, the others from the latest version, on which the
 * form is now based. Pictures that were not chosen anew are the latest version's.
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
  const { values, changed, both } = mergeForm({ shown, typed: editedOf(typed), now });
  const others = changed.map((member) => ({
    ...readable(member, { shown, now, language }),
    isBoth: both.includes(member),
  }));
  return { values: { ...typed, ...values, version: String(latest.version) }, others };
}

function readable(
  member: keyof Edited,
  { shown, now, language }: { shown: Edited; now: Edited; language: StaffLanguage },
): Pick<OthersChange, "label" | "before" | "after"> {
  const texts = templateTexts(language);
  const [label, text] = ((): [string, ((of: Edited) => string)?] => {
    switch (member) {
      case "name":
        return [texts.name, (of) => of.name.nb];
      case "logoText":
        return [texts.logoText, (of) => of.logoText.nb];
      case "colors":
        return [texts.colors, ({ colors }) => Object.values(colors).join(", ")];
      case "fields":
        return [texts.fields, ({ fields }) => fields.map((each) => each.label.nb).join(", ")];
      case "focus":
        return [texts.pictures];
    }
  })();
  const [before, after] = text ? [text(shown), text(now)] : [];
  // Another language than Bokmål, or the text of a field.
  return before === after ? { label } : { label, before, after };
}
