import { z } from "zod";
import type { FieldError } from "../errors.ts";
import { contrastRatio, legibleColor } from "./contrast.ts";
import { tellingTextErrors } from "./deny-list.ts";
import { languages, type Texts } from "./language.ts";
import {
  fieldSlots,
  fieldSources,
  ticketStyles,
  type TemplateDefinition,
  type TemplateField,
  type TicketStyle,
} from "./template.ts";

/** Control characters but line breaks and tabs, and halves of a character: neither a phone nor the database takes them. */
const unprintable = /(?![\n\r\t])[\p{Surrogate}\p{Cc}]/u;

const text = z
  .string()
  .regex(/\S/, "must not be empty")
  .max(2000, "may have at most 2000 characters")
  .refine((value) => !unprintable.test(value), "holds a character that no phone shows");

const texts = z.strictObject({
  nb: text,
  nn: text.optional(),
  en: text.optional(),
  sma: text.optional(),
}) satisfies z.ZodType<Texts>;

const color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, "must look like #1a2b3c")
  .toLowerCase();

const field = z.strictObject({
  key: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, "must be letters, digits, - or _, first a letter")
    .describe("Unique in the whole template"),
  label: texts.describe("Above the value"),
  value: z
    .union(
      [
        z.strictObject({
          source: z
            .enum(fieldSources)
            .describe("Of the offer or the ticket; one that it lacks leaves the field out"),
        }),
        z.strictObject({ text: texts.describe("The same on every ticket") }),
      ],
      {
        error: `must be {"source": …} with one of ${fieldSources.join(", ")}, or {"text": {"nb": …}}`,
      },
    )
    .describe("What the field shows"),
  changeMessage: texts
    .optional()
    .describe("What the phone says when the value changes; `%@` stands for the new value"),
});

const share = z.number().min(0).max(1).describe("0: left or top; 1: right or bottom");

const slot = (where: string) =>
  z.array(field).max(20, "may have at most 20 fields").describe(where);

/** The shape of a template, as uploaded and as stored. Unknown keys are errors, never dropped. */
export const templateDefinitionSchema = z.strictObject({
  name: texts.describe("By which you know it; not on the ticket"),
  style: z
    .enum(ticketStyles)
    .describe("Event ticket; coupon or punch card; season pass or membership"),
  colors: z
    .strictObject({
      background: color.describe("Of the whole ticket"),
      foreground: color.describe("Of values: at least 4.5 to 1 against the background"),
      label: color.describe("Of labels: at least 3 to 1 against the background"),
    })
    .describe("As `#rrggbb`"),
  logoText: texts.optional().describe("Beside the logo; `%@` stands for the provider's name"),
  heroFocus: z
    .strictObject({ x: share, y: share })
    .optional()
    .describe("What of the hero image stays in view where it is cropped; absent: its middle"),
  fields: z
    .strictObject({
      header: slot(
        "At the top, beside the logo, and all that shows of a ticket in a stack; at most 3",
      ),
      primary: slot("Large, over the picture; at most 1"),
      secondary: slot("Below the picture"),
      auxiliary: slot("Below these; with them at most 4, on an event ticket 4 each"),
      back: slot("What is read at leisure, behind the ticket"),
    })
    .describe("What stands where"),
});

/** WCAG 2.2 AA: text, and the larger or less important. */
const textContrast = 4.5;
const labelContrast = 3;

/**
 * The definition when it can become a ticket in both wallets and tells nothing; otherwise every fault
 * with its path. What it says about slots and lengths is Apple's limit, the stricter of the two.
 */
export function checkTemplate(
  input: unknown,
): { definition: TemplateDefinition } | { errors: FieldError[] } {
  const parsed = templateDefinitionSchema.safeParse(input);
  if (!parsed.success) return { errors: parsed.error.issues.flatMap(shapeErrors) };
  const definition = parsed.data;
  const errors = [
    ...keyErrors(definition),
    ...countErrors(definition),
    ...noticeErrors(definition),
    ...contrastErrors(definition),
    ...textErrors(definition),
  ];
  return errors.length > 0 ? { errors } : { definition };
}

const pathOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (text, part) =>
      typeof part === "number" ? `${text}[${part}]` : `${text}${text && "."}${String(part)}`,
    "",
  );

function shapeErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code !== "unrecognized_keys") {
    const missing = issue.code === "invalid_type" && issue.message.endsWith("received undefined");
    const [code, message] = missing ? ["required", "is required"] : [issue.code, issue.message];
    return [{ path: pathOf(issue.path), code, message }];
  }
  return issue.keys.map((key) => ({
    path: pathOf([...issue.path, key]),
    code: "unknown_member",
    message: "is no member of this object",
  }));
}

/** Every field with its path, in the order of the ticket's face. */
const placed = ({ fields }: TemplateDefinition): { path: string; field: TemplateField }[] =>
  fieldSlots.flatMap((name) =>
    fields[name].map((field, index) => ({ path: `fields.${name}[${index}]`, field })),
  );

function keyErrors(definition: TemplateDefinition): FieldError[] {
  const seen = new Set<string>();
  return placed(definition).flatMap(({ path, field: { key } }) => {
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const message = `Another field has the key "${key}" already.`;
    return [{ path: `${path}.key`, code: "duplicate_key", message }];
  });
}

/** Apple's limits; a field too many is cut off on the phone without a word. */
const primaryLimit = 1;
const headerLimit = 3;
const lowerLimit: Record<TicketStyle, number> = { event: 8, coupon: 4, membership: 4 };

function countErrors({ style, fields }: TemplateDefinition): FieldError[] {
  const tooMany = (path: string, message: string) => ({ path, code: "too_many_fields", message });
  const errors: FieldError[] = [];
  if (fields.header.length > headerLimit) {
    errors.push(tooMany("fields.header", `At most ${headerLimit} header fields fit.`));
  }
  if (fields.primary.length > primaryLimit) {
    errors.push(tooMany("fields.primary", "One primary field fits over the picture."));
  }
  if (style === "event") {
    for (const name of ["secondary", "auxiliary"] as const) {
      if (fields[name].length > 4) errors.push(tooMany(`fields.${name}`, "At most 4 fields fit."));
    }
  } else if (fields.secondary.length + fields.auxiliary.length > lowerLimit[style]) {
    errors.push(
      tooMany("fields.auxiliary", `Secondary and auxiliary fields share one row of at most 4.`),
    );
  }
  return errors;
}

/** Without `%@` the phone shows no notice; it stands for the new value. */
function noticeErrors(definition: TemplateDefinition): FieldError[] {
  return placed(definition).flatMap(({ path, field: { changeMessage } }) =>
    languages.flatMap((language) => {
      const message = changeMessage?.[language];
      if (message === undefined || message.split("%@").length === 2) return [];
      return [
        {
          path: `${path}.changeMessage.${language}`,
          code: "change_message",
          message: "Must hold %@ once: there the new value is shown.",
        },
      ];
    }),
  );
}

function contrastErrors({ colors }: TemplateDefinition): FieldError[] {
  const rules = [
    ["foreground", textContrast],
    ["label", labelContrast],
  ] as const;
  return rules.flatMap(([name, required]) => {
    const ratio = contrastRatio(colors[name], colors.background);
    if (ratio >= required) return [];
    const better = legibleColor(colors[name], colors.background, required);
    return [
      {
        path: `colors.${name}`,
        code: "contrast",
        message: `The contrast to the background is ${ratio.toFixed(1)}, and ${required} is needed; ${better} would do.`,
      },
    ];
  });
}

function textErrors(definition: TemplateDefinition): FieldError[] {
  return [
    ...tellingTextErrors("name", definition.name),
    ...tellingTextErrors("logoText", definition.logoText),
    ...placed(definition).flatMap(({ path, field: { label, value, changeMessage } }) => [
      ...tellingTextErrors(`${path}.label`, label),
      ...("text" in value ? tellingTextErrors(`${path}.value.text`, value.text) : []),
      ...tellingTextErrors(`${path}.changeMessage`, changeMessage),
    ]),
  ];
}
