import type { Activity } from "./offer-defaults.ts";

/** Where people meet, instead of finding a seat. */
const minutesBefore: Partial<Record<string, number>> = {
  guided_tour: 15,
  trip: 15,
  course: 15,
} satisfies Partial<Record<Activity, number>>;

/**
 * Returns how many minutes before the start the doors of an activity usually open: 60 unless it is known otherwise, also
 * of an offer that was started from none. Without doors, the door refuses until the minute of the start.
 */
export const doorsBefore = (activity: string): number => minutesBefore[activity] ?? 60;
