import { countDeviceLogs, type DeviceLogCount } from "../../db/apple/device-logs.ts";
import { dayInOslo } from "../../domain/period.ts";
import {
  kindOfDeviceLog,
  sampleDeviceLog,
  type DeviceLogKind,
} from "../../domain/apple/device-log.ts";
import type { Deps } from "../deps.ts";

/**
 * Creates the recorder of devices' log lines: it counts them by kind and keeps one line of each kind,
 * without identifiers. Lines that come while others are written are counted in memory and written
 * together afterwards, so that however many devices report, they hold one database connection.
 */
export function createDeviceLogRecorder({ db, clock }: Pick<Deps, "db" | "clock">) {
  let waiting = new Map<DeviceLogKind, DeviceLogCount>();
  let written: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const write = async () => {
    const counts = [...waiting.values()];
    waiting = new Map();
    next = undefined;
    if (counts.length > 0) await countDeviceLogs(db, dayInOslo(clock.now()), counts);
  };

  return ({ logs }: { logs: string[] }): Promise<void> => {
    const samples = new Map<DeviceLogKind, string>();
    for (const line of logs) {
      const kind = kindOfDeviceLog(line);
      const count = (waiting.get(kind)?.count ?? 0) + 1;
      waiting.set(kind, { kind, count, sample: waiting.get(kind)?.sample ?? "" });
      samples.set(kind, line);
    }
    for (const [kind, line] of samples) {
      const count = waiting.get(kind)?.count ?? 0;
      waiting.set(kind, { kind, count, sample: sampleDeviceLog(line) });
    }
    if (next === undefined) {
      next = written.then(write);
      written = next.catch(() => undefined);
    }
    return next;
  };
}
