import { z } from "zod";
import { instantInput as instant } from "../date-input.ts";

/** How long a ticket is good for from its first scan, in request bodies and answers. */
export const validForInput = z.union([
  z.strictObject({
    days: z.int().min(1).max(366).describe("Days in Oslo, the first one included"),
  }),
  z.strictObject({ hours: z.int().min(1).max(1000).describe("Hours from the first scan") }),
]);

/** The request body's member for several dates. */
export const sessionsInput = z
  .array(
    z.strictObject({
      doors: instant.nullish().describe("When the doors open; absent: at `start`"),
      start: instant.describe("When it begins"),
      end: instant.describe("When it is over"),
    }),
  )
  .min(1)
  .max(100)
  .nullish()
  .describe(
    "Several dates in place of `event`: a ticket is good at any of them, as often as `uses` allows, from its doors to its end, and refused between them. Once approved, dates can be added",
  );

/** The sessions in API responses. */
export const answeredSessions = z.array(
  z.object({
    doors: instant.optional().describe("When the doors open"),
    start: instant.describe("When it begins"),
    end: instant.describe("When it is over"),
  }),
);
