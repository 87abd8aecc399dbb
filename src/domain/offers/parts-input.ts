import { z } from "zod";
import { visibleLine } from "../free-text.ts";
import type { Texts } from "../language.ts";

/** The key of a part, which scans name. */
export const partKey = z
  .string()
  .regex(/^[a-z][a-z0-9_-]{0,29}$/, "must be a letter and up to 29 letters a–z, digits, - or _");

const label = visibleLine(30);

/** The request body's member for parts that are ticked off separately. */
export const partsInput = z
  .array(
    z.strictObject({
      key: partKey.describe("Yours, unique in the offer; scans name the part by it"),
      label: z
        .union([
          label.transform((nb): Texts => ({ nb })),
          z.strictObject({
            nb: label,
            nn: label.optional(),
            en: label.optional(),
            sma: label.optional(),
          }),
        ])
        .describe("What door staff and holders read, one line: a text, or one for each language"),
    }),
  )
  .min(2)
  .max(5)
  .nullish()
  .describe(
    "What is ticked off separately on one ticket, as entry and popcorn: each as often as `uses` says. The first part lets in: it alone is an admission and a refund",
  );

/** The parts in API responses. */
export const answeredParts = z.array(
  z.object({
    key: z.string().describe("By which scans name the part"),
    label: z
      .object({
        nb: z.string(),
        nn: z.string().optional(),
        en: z.string().optional(),
        sma: z.string().optional(),
      })
      .describe("What door staff and holders read"),
  }),
);
