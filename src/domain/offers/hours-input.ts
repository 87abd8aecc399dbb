import { z } from "zod";
import type { OpeningHours } from "./opening-hours.ts";

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;
const endClock = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

function requireOrder(hours: readonly OpeningHours[], context: z.RefinementCtx) {
  const named = new Set<number>();
  hours.forEach(({ weekdays, opens, closes }, index) => {
    if (closes <= opens) {
      const message = "must be later than opens: a day that is open past midnight closes at 24:00";
      context.addIssue({ code: "custom", path: [index, "closes"], message });
    }
    if (weekdays.some((weekday) => named.has(weekday))) {
      const message = "must not name a weekday that another line has";
      context.addIssue({ code: "custom", path: [index, "weekdays"], message });
    }
    for (const weekday of weekdays) named.add(weekday);
  });
}

/** The request body's member for opening hours. */
export const hoursInput = z
  .array(
    z.strictObject({
      weekdays: z.array(z.int().min(1).max(7)).min(1).max(7).describe("1 is Monday"),
      opens: z
        .string()
        .regex(clock, "must be a time of day, HH:MM")
        .describe("Accepted from then on, the local time in Oslo: `10:00`"),
      closes: z
        .string()
        .regex(endClock, "must be a time of day, HH:MM")
        .describe("And not from then on; later than `opens`, at most `24:00`"),
    }),
  )
  .min(1)
  .max(7)
  .superRefine(requireOrder)
  .nullish()
  .describe(
    "Times of day at which tickets of a period are accepted. A weekday that no line names is closed; absent: at any time",
  );

/** The opening hours in API responses. */
export const answeredHours = z.array(
  z.object({
    weekdays: z.array(z.int()).describe("1 is Monday"),
    opens: z.string().describe("`HH:MM`, the local time in Oslo"),
    closes: z.string().describe("`HH:MM`, at most `24:00`"),
  }),
);
