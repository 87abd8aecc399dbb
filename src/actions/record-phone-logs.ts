import { addPhoneLogs } from "../db/phone-logs.ts";
import { dayInOslo } from "../domain/period.ts";
import { kindOfPhoneLog, phoneLogKinds, samplePhoneLog } from "../domain/phone-log.ts";
import type { Deps } from "./deps.ts";

/** Counts what phones complain of, by kind; of each kind one line is kept, without identifiers. */
export async function recordPhoneLogs(
  { db, clock }: Pick<Deps, "db" | "clock">,
  { logs }: { logs: string[] },
): Promise<void> {
  const kinds = logs.map(kindOfPhoneLog);
  const counts = phoneLogKinds.flatMap((kind) => {
    const last = kinds.lastIndexOf(kind);
    if (last < 0) return [];
    const count = kinds.filter((each) => each === kind).length;
    return [{ kind, count, sample: samplePhoneLog(logs[last] ?? "") }];
  });
  if (counts.length > 0) await addPhoneLogs(db, dayInOslo(clock.now()), counts);
}
