import type { Db } from "../connect.ts";

/** Google takes three a ticket and day; what comes through the class reaches the ticket too. */
const maxADay = 3;
const since = `?::timestamptz - interval '24 hours'`;

/**
 * Sets one of the day's notices aside for each of these versions that still has one, before it is
 * sent: an attempt that is repeated needs no second, and none is ever sent too many. Answers the
 * tickets that may be told on the phone.
 */
export async function acquireObjectNotifications(
  db: Db,
  offerId: string,
  tickets: { serialNumber: string; version: number }[],
  at: Date,
): Promise<Set<string>> {
  if (tickets.length === 0) return new Set();
  const serialNumbers = tickets.map(({ serialNumber }) => serialNumber);
  const versions = tickets.map(({ version }) => version);
  await db.raw(
    `insert into google_notices (id, version, at)
     select asked.id, asked.version, ?::timestamptz
     from unnest(?::text[], ?::int[]) as asked (id, version)
     where (
       select count(*) from google_notices
       where google_notices.id in (asked.id, ?) and google_notices.at > ${since}) < ?
     order by asked.id
     on conflict do nothing`,
    [at, serialNumbers, versions, offerId, at, maxADay],
  );
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select google_notices.id
     from unnest(?::text[], ?::int[]) as asked (id, version)
     join google_notices on google_notices.id = asked.id and google_notices.version = asked.version`,
    [serialNumbers, versions],
  );
  return new Set(rows.map(({ id }) => id));
}

/** The same for a class, whose notice reaches all tickets: the one that has had most decides. */
export async function acquireClassNotification(
  db: Db,
  offerId: string,
  version: number,
  at: Date,
): Promise<boolean> {
  await db.raw(
    `insert into google_notices (id, version, at)
     select ?, ?::int, ?::timestamptz
     where (
       select count(*) from google_notices
       where google_notices.id = ? and google_notices.at > ${since}
     ) + coalesce((
       select max(had.count) from (
         select count(*) as count from google_notices
         join passes on passes.serial_number = google_notices.id
         where passes.offer_id = ? and google_notices.at > ${since}
         group by google_notices.id) as had
     ), 0) < ?
     on conflict do nothing`,
    [offerId, version, at, offerId, at, offerId, at, maxADay],
  );
  const found = await db("google_notices")
    .where({ id: offerId, version })
    .first<{ version: number } | undefined>("version");
  return found !== undefined;
}

/** Forgets what no longer counts. */
export async function deleteOldNotifications(db: Db, at: Date): Promise<void> {
  await db.raw(`delete from google_notices where at <= ${since}`, [at]);
}
