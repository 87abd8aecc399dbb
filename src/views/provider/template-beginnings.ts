import { languages, textIn, type Texts } from "../../domain/language.ts";
import type { TemplateColors } from "../../domain/templates/template.ts";
import type { TemplateFormValues, TypedTexts } from "./template-form-values.ts";

/** The form in the provider's own logo and colours. */
export const withOwnLook = (
  values: TemplateFormValues,
  { colors, hasLogo }: { colors: TemplateColors; hasLogo: boolean },
): TemplateFormValues => ({
  ...values,
  ownLook: true,
  colors,
  uploads: { hero: values.uploads.hero },
  without: [
    ...values.without.filter((role) => role === "hero"),
    ...(hasLogo ? [] : ["logo" as const]),
  ],
});

/** A new form in the provider's own logo and colours, without the picture, which was drawn for other ones. */
export const inOwnLook = (
  values: TemplateFormValues,
  look: { colors: TemplateColors; hasLogo: boolean } | undefined,
): TemplateFormValues => (look ? withOwnLook({ ...values, without: ["hero"] }, look) : values);

/** The form of a look for one offer: its name says whose it is, where the list has the design it began with, too. */
export function namedForOffer(values: TemplateFormValues, title: Texts): TemplateFormValues {
  const named = languages.map((one) => {
    const [name, ending] = [values.name[one], `: ${textIn(title, one)}`];
    return [one, name === "" || name.endsWith(ending) ? name : name + ending];
  });
  return { ...values, name: Object.fromEntries(named) as TypedTexts };
}
