import { sumPhoneLogs, type PhoneLogSummary } from "../db/phone-logs.ts";
import { addDays, dayInOslo } from "../domain/period.ts";
import { phoneLogKinds } from "../domain/phone-log.ts";
import type { Deps } from "./deps.ts";

/** Days that the counts are shown for, today included. */
export const phoneLogDays = 30;

/** What phones have complained of lately; kinds that need someone first. */
export async function showPhoneLogs({
  db,
  clock,
}: Pick<Deps, "db" | "clock">): Promise<PhoneLogSummary[]> {
  const from = addDays(dayInOslo(clock.now()), 1 - phoneLogDays);
  const found = await sumPhoneLogs(db, from);
  return phoneLogKinds.flatMap((kind) => found.filter((each) => each.kind === kind));
}
