import { countDeviceLogs } from "../../db/apple/device-logs.ts";
import { dayInOslo } from "../../domain/period.ts";
import { kindOfDeviceLog, deviceLogKinds, sampleDeviceLog } from "../../domain/apple/device-log.ts";
import type { Deps } from "../deps.ts";

/** Counts devices' log lines by kind; keeps one line of each kind, without identifiers. */
export async function recordDeviceLogs(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { logs }: { logs: string[] },
): Promise<void> {
  const kinds = logs.map(kindOfDeviceLog);
  const counts = deviceLogKinds.flatMap((kind) => {
    const last = kinds.lastIndexOf(kind);
    if (last < 0) return [];
    const count = kinds.filter((each) => each === kind).length;
    return [{ kind, count, sample: sampleDeviceLog(logs[last] ?? "") }];
  });
  if (counts.length > 0) await countDeviceLogs(db, dayInOslo(clock.now()), counts);
}
