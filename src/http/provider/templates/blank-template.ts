import type { TemplateDefinition } from "../../../domain/templates/template.ts";

/** Initial values of a template that is created without a base. */
export const blankTemplate: Omit<TemplateDefinition, "style"> = {
  name: { nb: "" },
  colors: { background: "#1f3a5f", foreground: "#ffffff", label: "#cfe0f5" },
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
        key: "title",
        label: { nb: "Billett", nn: "Billett", en: "Ticket" },
        value: { source: "title" },
      },
    ],
    secondary: [
      {
        key: "admits",
        label: { nb: "Gjelder for", nn: "Gjeld for", en: "Admits" },
        value: { source: "admits" },
      },
    ],
    auxiliary: [],
    back: [
      {
        key: "description",
        label: { nb: "Om billetten", nn: "Om billetten", en: "About the ticket" },
        value: { source: "description" },
      },
    ],
  },
};
