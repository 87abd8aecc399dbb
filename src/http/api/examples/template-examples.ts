import { checkTemplate } from "../../../domain/templates/template-check.ts";
import type { TemplateDefinition } from "../../../domain/templates/template.ts";
import type { FieldError } from "../../../errors.ts";
import { exampleIds } from "./example-ids.ts";

const definition: TemplateDefinition = {
  name: { nb: "Dagskort i skianlegg", nn: "Dagskort i skianlegg", en: "Day lift pass" },
  style: "admission",
  colors: { background: "#e6f1fa", foreground: "#0b2b4b", label: "#2a5f8f" },
  logoText: { nb: "%@" },
  fields: {
    header: [
      {
        key: "validUntil",
        label: { nb: "Gyldig til", nn: "Gyldig til", en: "Valid until" },
        value: { source: "validUntil" },
      },
    ],
    primary: [
      {
        key: "admits",
        label: { nb: "Heiskort", nn: "Heiskort", en: "Lift pass" },
        value: { source: "admits" },
      },
    ],
    secondary: [
      {
        key: "title",
        label: { nb: "Gjelder", nn: "Gjeld", en: "Good for" },
        value: { source: "title" },
      },
    ],
    auxiliary: [],
    back: [
      {
        key: "how",
        label: { nb: "Slik bruker du billetten", en: "How to use the ticket" },
        value: { text: { nb: "Vis koden i skiheisen.", en: "Show the code at the lift." } },
      },
    ],
  },
};

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 9l4-8 4 8z" fill="#0b2b4b"/></svg>';

export const templatePartsExample = { template: JSON.stringify(definition), icon };

function faultsOf(changes: Partial<TemplateDefinition>): FieldError[] {
  const checked = checkTemplate({ ...definition, ...changes });
  return "errors" in checked ? checked.errors : [];
}

/** The faults of a template whose colours lack contrast. */
export const templateFaultsExample = faultsOf({
  colors: { ...definition.colors, foreground: "#8fb3d0" },
});

/** The fault of a template with a word of the deny-list. */
export const templateRevealingExample = faultsOf({ name: { nb: "Gratis dagskort" } });

export function templateExample(version: number): object {
  return { id: exampleIds.template, version, slug: null, definition };
}
