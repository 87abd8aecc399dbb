import type { DeviceLogKind } from "../../domain/apple/device-log.ts";
import type { Db } from "../connect.ts";

export interface DeviceLogCount {
  kind: DeviceLogKind;
  count: number;
  /** One such line, without identifiers. */
  sample: string;
}

/** Adds to the day's counts, one entry a kind; the newest sample stays. */
export async function countDeviceLogs(
  db: Db,
  day: string,
  counts: DeviceLogCount[],
): Promise<void> {
  await db.raw(
    `insert into phone_log_counts (kind, day, count, sample)
     select new.kind, ?::date, new.count, new.sample
     from unnest(?::text[], ?::int[], ?::text[]) as new (kind, count, sample)
     order by new.kind
     on conflict (kind, day) do update
     set count = phone_log_counts.count + excluded.count, sample = excluded.sample`,
    [
      day,
      counts.map(({ kind }) => kind),
      counts.map(({ count }) => count),
      counts.map(({ sample }) => sample),
    ],
  );
}

export interface DeviceLogSummary extends DeviceLogCount {
  /** The last day with such a line, `YYYY-MM-DD`; the sample is of that day. */
  lastDay: string;
}

/** What phones complained of from the day on, by kind. */
export async function sumDeviceLogs(db: Db, from: string): Promise<DeviceLogSummary[]> {
  const { rows } = await db.raw<{ rows: DeviceLogSummary[] }>(
    `select kind, sum(count)::int as count, max(day)::text as "lastDay",
       (array_agg(sample order by day desc))[1] as sample
     from phone_log_counts where day >= ?::date group by kind`,
    [from],
  );
  return rows;
}

/** Deletes the counts of days before the day: a sample is a stranger's text. */
export async function deleteDeviceLogs(db: Db, before: string): Promise<void> {
  await db.raw("delete from phone_log_counts where day < ?::date", [before]);
}
