import { z } from "zod";
import { isOneLine, isParagraph, noIdentityNumber } from "../free-text.ts";
import type { Texts } from "../language.ts";
import { fieldSources, ticketStyles } from "./template.ts";

const text = z
  .string()
  .regex(/\S/, "must not be empty")
  .max(2000, "may have at most 2000 characters")
  .refine(...noIdentityNumber);

const textsOf = (one: typeof text) =>
  z.strictObject({
    nb: one,
    nn: one.optional(),
    en: one.optional(),
    sma: one.optional(),
  }) satisfies z.ZodType<Texts>;

const texts = textsOf(text.refine(...isOneLine));
/** A field's own text; on the front it is one line, which `checkTemplate` sees to. */
const paragraphs = textsOf(text.refine(...isParagraph));

const color = z
  .string()
  .regex(/^#[0-9a-f]{6}$/i, "must look like #1a2b3c")
  .toLowerCase();

export const colorsSchema = z
  .strictObject({
    background: color.describe("Of the whole ticket"),
    foreground: color.describe("Of values: at least 4.5 to 1 against the background"),
    label: color.describe("Of labels: at least 3 to 1 against the background"),
  })
  .describe("As `#rrggbb`");

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
        z.strictObject({
          text: paragraphs.describe("The same on every ticket; on the front on one line"),
        }),
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
    .describe(
      "Event ticket; admission, day pass or punch card; season pass or membership. `coupon` is taken as `admission`",
    ),
  colors: colorsSchema,
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
