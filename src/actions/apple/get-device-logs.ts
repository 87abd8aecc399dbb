import { sumDeviceLogs, type DeviceLogSummary } from "../../db/apple/device-logs.ts";
import { addDays, dayInOslo } from "../../domain/period.ts";
import { deviceLogKinds } from "../../domain/apple/device-log.ts";
import { requireOperator } from "../access/require-operator.ts";
import type { Actor, Deps } from "../deps.ts";

/** Days that the counts are shown for, today included. */
export const deviceLogDays = 30;

/** Counts of devices' log lines of the last days, the kinds that need action first. Throws AppError("forbidden"). */
export async function getDeviceLogs(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { actor }: { actor: Actor },
): Promise<DeviceLogSummary[]> {
  requireOperator(actor);
  const from = addDays(dayInOslo(clock.now()), 1 - deviceLogDays);
  const found = await sumDeviceLogs(db, from);
  return deviceLogKinds.flatMap((kind) => found.filter((each) => each.kind === kind));
}
