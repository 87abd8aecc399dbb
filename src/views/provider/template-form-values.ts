import { languages, type Language, type Texts } from "../../domain/language.ts";
import {
  artworkRoles,
  fieldSlots,
  newStyleOf,
  type ArtworkRole,
  type FieldSlot,
  type FieldSource,
  type TemplateColors,
  type TemplateDefinition,
  type TemplateField,
  type TicketStyle,
} from "../../domain/templates/template.ts";

export type TypedTexts = Record<Language, string>;

export interface TypedField {
  key: string;
  slot: FieldSlot;
  source: FieldSource | "text";
  label: TypedTexts;
  text: TypedTexts;
}

/** Values of the template's form, as typed. */
export interface TemplateFormValues {
  /** Template that the form is based on, or that it changes. */
  baseId: string | undefined;
  /** Whether it takes over the provider's own icon and logo. */
  ownLook: boolean;
  /** The version that the form began with; empty for a new one. */
  version: string;
  /** The colours of a look as its form was opened, as JSON; empty for a template, whose versions are stored. */
  shown: string;
  /** Offer that gets the template once it is saved. */
  offerId?: string | undefined;
  style: TicketStyle;
  name: TypedTexts;
  logoText: TypedTexts;
  colors: TemplateColors;
  /** Focus point in percent from the left and the top. */
  focus: { x: string; y: string };
  fields: TypedField[];
  uploads: { [R in ArtworkRole]?: string | undefined };
  without: ArtworkRole[];
}

const typed = (texts: Texts | undefined): TypedTexts => ({
  nb: texts?.nb ?? "",
  nn: texts?.nn ?? "",
  en: texts?.en ?? "",
  sma: texts?.sma ?? "",
});

const mapped = (texts: TypedTexts, change: (text: string) => string): TypedTexts => ({
  nb: change(texts.nb),
  nn: change(texts.nn),
  en: change(texts.en),
  sma: change(texts.sma),
});
/** Where the provider's name stands in a text: `%@`, and as people read and type it. */
const shownNames = (texts: TypedTexts) => mapped(texts, (text) => text.replaceAll("%@", "{navn}"));
const storedNames = (texts: TypedTexts) =>
  mapped(texts, (text) => text.replace(/\{na[vm]n\}/gi, "%@"));

/** Form values of a template. */
export function valuesOfTemplate(
  definition: TemplateDefinition,
  baseId: string | undefined,
  version?: number,
): TemplateFormValues {
  const percent = (share: number | undefined) => String(Math.round(100 * (share ?? 0.5)));
  return {
    baseId,
    ownLook: false,
    version: version === undefined ? "" : String(version),
    shown: "",
    style: newStyleOf(definition.style),
    name: typed(definition.name),
    logoText: shownNames(typed(definition.logoText)),
    colors: definition.colors,
    focus: { x: percent(definition.heroFocus?.x), y: percent(definition.heroFocus?.y) },
    fields: fieldSlots.flatMap((slot) =>
      definition.fields[slot].map(({ key, label, value }) => ({
        key,
        slot,
        source: "text" in value ? ("text" as const) : value.source,
        label: typed(label),
        text: typed("text" in value ? value.text : undefined),
      })),
    ),
    uploads: {},
    without: [],
  };
}

const given = (texts: TypedTexts): Texts | undefined => {
  const entries = languages.filter((one) => one === "nb" || texts[one].trim() !== "");
  const some = entries.map((one) => [one, texts[one].trim()]);
  return languages.every((one) => texts[one].trim() === "")
    ? undefined
    : (Object.fromEntries(some) as Texts);
};

/** Notification of a changed field: the base's message, or one made of the label. */
function noticeOf(
  { source }: TypedField,
  label: Texts,
  before: TemplateField | undefined,
): Texts | undefined {
  if (source === "text") return undefined;
  if (before?.changeMessage) return before.changeMessage;
  return Object.fromEntries(
    Object.entries(label).map(([one, text = ""]) => [one, `${text.replaceAll("%@", "")}: %@`]),
  ) as Texts;
}

const emptySlots = <T>(): Record<FieldSlot, T[]> => ({
  header: [],
  primary: [],
  secondary: [],
  auxiliary: [],
  back: [],
});

/**
 * The template that the form describes, unvalidated, and the input for each fault's path. A required text
 * that is empty becomes `missing`, whose default validation refuses.
 */
export function templateOfValues(
  values: TemplateFormValues,
  base: TemplateDefinition | undefined,
  missing = "",
): { definition: TemplateDefinition; inputOf: (path: string) => string } {
  const required = (texts: TypedTexts): Texts => {
    const some = given(texts) ?? { nb: "" };
    return some.nb === "" ? { ...some, nb: missing } : some;
  };
  const before = new Map(
    Object.values(base?.fields ?? {})
      .flat()
      .map((field) => [field.key, field]),
  );
  const rows = emptySlots<number>();
  const fields = emptySlots<TemplateField>();
  values.fields.forEach((field, row) => {
    const label = required(field.label);
    const changeMessage = noticeOf(field, label, before.get(field.key));
    rows[field.slot].push(row);
    fields[field.slot].push({
      key: field.key,
      label,
      value: field.source === "text" ? { text: required(field.text) } : { source: field.source },
      ...(changeMessage && { changeMessage }),
    });
  });
  const logoText = given(storedNames(values.logoText));
  const focus = { x: Number(values.focus.x) / 100, y: Number(values.focus.y) / 100 };
  const isMiddle = focus.x === 0.5 && focus.y === 0.5;
  return {
    definition: {
      name: required(values.name),
      style: values.style,
      colors: values.colors,
      ...(logoText && { logoText }),
      ...(!isMiddle && { heroFocus: focus }),
      fields,
    },
    inputOf(path) {
      const [, slot = "", index = "", rest = ""] =
        /^fields\.(\w+)(?:\[(\d+)\])?(?:\.(.*))?$/.exec(path) ?? [];
      if (slot !== "") {
        const row = rows[slot as FieldSlot][Number(index)];
        if (row === undefined || index === "") return "fields";
        const input = rest.replace(/^value\.text/, "text").replace(/^changeMessage/, "label");
        return input === "" || input === "key" ? `field.${row}.slot` : `field.${row}.${input}`;
      }
      if (path.startsWith("heroFocus")) return path.replace("heroFocus", "focus");
      const isInput = /^(name|logoText|colors)\./.test(path);
      return isInput || artworkRoles.some((role) => role === path) ? path : "fields";
    },
  };
}
