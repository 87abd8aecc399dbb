import { z } from "zod";
import { isDay, isInRange } from "./period.ts";

const outOfRange = "must be in the years 2000 to 2100";

/** A date in the years 2000 to 2100, `YYYY-MM-DD`. */
export const dayInput = z.iso.date().refine(isDay, outOfRange);

/** An instant in the years 2000 to 2100, ISO 8601 with an offset. */
export const instantInput = z.iso
  .datetime({ offset: true })
  .refine((text) => isInRange(new Date(text)), outOfRange);

/** A date, which is the whole day in Oslo, or an instant. */
export const dayOrInstantInput = z.union([dayInput, instantInput], {
  error: "must be a date (2027-06-30) or an instant with offset (2027-06-30T18:00:00+02:00)",
});
