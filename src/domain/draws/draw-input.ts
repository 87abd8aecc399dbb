import { z } from "zod";
import { drawCriteria } from "./draw.ts";

const age = z.int().min(0).max(120);

/** The rules of a draw, as an officer gives them. */
export const drawRulesInput = z
  .strictObject({
    criteria: z
      .array(z.enum(drawCriteria))
      .min(1)
      .max(drawCriteria.length)
      .optional()
      .describe(
        "The most important first; chance decides only between those who are equal by all. Absent: all are equal, and chance alone decides",
      ),
    publishedOn: z.iso
      .date()
      .optional()
      .describe("When the municipality published these rules; required with criteria"),
    ages: z
      .strictObject({ from: age.describe("In years"), to: age.describe("In years, included") })
      .optional()
      .describe("Whom the criterion `age` puts first"),
    siblingsTogether: z
      .boolean()
      .default(false)
      .describe("Siblings on the list get tickets all together or not at all"),
  })
  .refine(({ criteria = [] }) => new Set(criteria).size === criteria.length, {
    error: "must name each criterion once",
    path: ["criteria"],
    params: { code: "duplicate" },
  })
  .refine(({ criteria, publishedOn }) => criteria === undefined || publishedOn !== undefined, {
    error: "is needed with criteria",
    path: ["publishedOn"],
    params: { code: "required" },
  })
  .refine(({ criteria = [], ages }) => criteria.includes("age") === (ages !== undefined), {
    error: "is needed with the criterion age, and with it alone",
    path: ["ages"],
    params: { code: "required" },
  })
  .refine(({ ages }) => ages === undefined || ages.from <= ages.to, {
    error: "must not end before they begin",
    path: ["ages"],
    params: { code: "wrong_order" },
  });
