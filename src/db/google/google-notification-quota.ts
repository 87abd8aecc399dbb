import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Google allows three notifications a ticket and day; those of the class reach the ticket, too. */
const maxADay = 3;
const since = `:at::timestamptz - interval '24 hours'`;

/**
 * Reserves one of the day's notifications for each of these versions that has one left, before it is
 * sent: a repeated attempt needs no second, and the quota is never exceeded. Returns the tickets
 * whose version has a notification.
 */
export async function acquireObjectNotifications(
  trx: Trx,
  offerId: string,
  tickets: { serialNumber: string; version: number }[],
  at: Date,
): Promise<Set<string>> {
  if (tickets.length === 0) return new Set();
  const { count, column } = sql(trx, {
    offerId,
    at,
    maxADay,
    serialNumbers: tickets.map(({ serialNumber }) => serialNumber),
    versions: tickets.map(({ version }) => version),
  });
  await count(`
    insert into google_notices (id, version, at)
    select asked.id, asked.version, :at::timestamptz
    from unnest(:serialNumbers::text[], :versions::int[]) as asked (id, version)
    where (
      select count(*) from google_notices
      where google_notices.id in (asked.id, :offerId) and google_notices.at > ${since}) < :maxADay
    order by asked.id
    on conflict do nothing`);
  return new Set(
    await column<string>(`
      select google_notices.id
      from unnest(:serialNumbers::text[], :versions::int[]) as asked (id, version)
      join google_notices
        on google_notices.id = asked.id and google_notices.version = asked.version`),
  );
}

/** The same for a class, whose notification reaches all tickets: the ticket with the most decides. */
export async function acquireClassNotification(
  trx: Trx,
  offerId: string,
  version: number,
  at: Date,
): Promise<boolean> {
  const { count } = sql(trx, { offerId, version, at, maxADay });
  await count(`
    insert into google_notices (id, version, at)
    select :offerId, :version::int, :at::timestamptz
    where (
      select count(*) from google_notices
      where google_notices.id = :offerId and google_notices.at > ${since}
    ) + coalesce((
      select max(had.count) from (
        select count(*) as count from google_notices
        join passes on passes.serial_number = google_notices.id
        where passes.offer_id = :offerId and google_notices.at > ${since}
        group by google_notices.id) as had
    ), 0) < :maxADay
    on conflict do nothing`);
  const found = await count(
    "select version from google_notices where id = :offerId and version = :version",
  );
  return found > 0;
}

/** Deletes notifications that no longer count. */
export async function deleteOldNotifications(trx: Trx, at: Date): Promise<void> {
  await sql(trx, { at }).count(`delete from google_notices where at <= ${since}`);
}
