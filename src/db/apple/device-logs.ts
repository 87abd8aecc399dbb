import type { DeviceLogKind } from "../../domain/apple/device-log.ts";
import type { Db, Pool, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

export interface DeviceLogCount {
  kind: DeviceLogKind;
  count: number;
  /** One such line, without identifiers. */
  sample: string;
}

/** Adds to the day's counts, one entry a kind; the newest sample replaces the earlier one. */
export async function countDeviceLogs(
  db: Pool,
  day: string,
  counts: DeviceLogCount[],
): Promise<void> {
  await sql(db, {
    day,
    kinds: counts.map(({ kind }) => kind),
    counts: counts.map(({ count }) => count),
    samples: counts.map(({ sample }) => sample),
  }).count(`
    insert into phone_log_counts (kind, day, count, sample)
    select new.kind, :day::date, new.count, new.sample
    from unnest(:kinds::text[], :counts::bigint[], :samples::text[]) as new (kind, count, sample)
    order by new.kind
    on conflict (kind, day) do update
    set count = phone_log_counts.count + excluded.count, sample = excluded.sample`);
}

export interface DeviceLogSummary extends DeviceLogCount {
  /** The last day with such a line, `YYYY-MM-DD`; the sample is of that day. */
  lastDay: string;
}

/** Counts of devices' log lines from the day on, by kind. */
export function sumDeviceLogs(db: Db, from: string): Promise<DeviceLogSummary[]> {
  return sql(db, { from }).rows(`
    select kind, sum(count)::bigint as count, max(day)::text as last_day,
      (array_agg(sample order by day desc))[1] as sample
    from phone_log_counts where day >= :from::date group by kind`);
}

/** Deletes the counts of days before the day: samples are text from outside. */
export async function deleteDeviceLogs(trx: Trx, before: string): Promise<void> {
  await sql(trx, { before }).count("delete from phone_log_counts where day < :before::date");
}
