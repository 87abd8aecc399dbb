import { artworkRoles } from "../../../domain/templates/template.ts";
import type { FieldError } from "../../../errors.ts";
import type {
  TemplateFormValues,
  TypedTexts,
} from "../../../views/provider/template-form-values.ts";
import { templateTexts, type StaffLanguage } from "../../../views/texts/staff-texts.ts";
import { revealingTextError } from "../revealing-text-error.ts";

/** Value of a text input of the form. */
function typedIn(values: TemplateFormValues, input: string): string {
  const language = input.slice(input.lastIndexOf(".") + 1) as keyof TypedTexts;
  const [, row, part] = /^field\.(\d+)\.(label|text)\./.exec(input) ?? [];
  if (row !== undefined && part !== undefined) {
    return values.fields[Number(row)]?.[part as "label" | "text"][language] ?? "";
  }
  if (input.startsWith("name.")) return values.name[language];
  return input.startsWith("logoText.") ? values.logoText[language] : "";
}

interface Options {
  values: TemplateFormValues;
  inputOf: (path: string) => string;
  language: StaffLanguage;
}

/** Message for each faulty input of the template's form. */
export function templateFaultsOf(
  errors: readonly FieldError[],
  { values, inputOf, language }: Options,
): Map<string, string> {
  const texts = templateTexts(language).faults;
  const said = (input: string, code: string): string => {
    if (code === "revealing_text") {
      const fault = revealingTextError(typedIn(values, input), language);
      if (fault !== undefined) return fault;
    }
    if (input === "icon" && code === "required") return texts.icon;
    if (code !== "required" && code in texts) return texts[code as keyof typeof texts];
    if (artworkRoles.some((role) => role === input)) return texts.unreadable_image;
    if (input.startsWith("colors.")) return texts.color;
    if (/\.(nb|nn|en|sma)$/.test(input)) {
      return typedIn(values, input).trim() === "" ? texts.required : texts.text;
    }
    return texts.other;
  };
  const faults = new Map<string, string>();
  for (const { path, code } of errors) {
    const input = inputOf(path);
    if (!faults.has(input)) faults.set(input, said(input, code));
  }
  return faults;
}
