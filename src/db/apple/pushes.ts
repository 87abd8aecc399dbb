import type { ChangeKind } from "../../domain/apple/push-policy.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A phone that is owed one push for all tickets that changed on it. */
export interface OwedPush {
  pushToken: string;
  since: Date;
  latest: Date;
  lastPush: Date | null;
  /** When the phone may be pushed again for this kind of change, after APNs answered "retry later". */
  pushAfter: Date | null;
  attempts: number;
  /** The newest transaction that changed a ticket on the phone, and the newest that is owed. */
  change: number;
  owed: number;
  /** A push sent from now on covers every change that this snapshot, of this life of the server, sees. */
  snapshot: string;
  epoch: number;
}

/** A page of tickets with a change of one kind that is owed, in the order of their serial numbers. */
export interface OwedBatch {
  pushes: OwedPush[];
  /** The page's last serial number; undefined: no ticket after the one given. */
  last: string | undefined;
}

/** What the phones with the next `limit` owed tickets after the serial number are owed. */
export async function owedPushes(
  db: Db,
  kind: ChangeKind,
  after: string,
  limit: number,
): Promise<OwedBatch> {
  const { last, pushes } = await sql(db, { kind, after, limit }).onlyRow<{
    last: string | null;
    pushes: OwedPush[] | null;
  }>(`
    with page as materialized (
      select serial_number, change_epoch, change_transaction, owed_since, last_modified
      from passes
      where pushed_version < version and change_kind = :kind and serial_number > :after
      order by serial_number limit :limit
    ), owed as materialized (
      select devices.push_token, min(coalesce(page.owed_since, page.last_modified)) as since,
        max(page.last_modified) as latest,
        coalesce(max(page.change_transaction) filter (
          where page.change_epoch = change_epoch()), 0) as owed
      from page
      join registrations on registrations.serial_number = page.serial_number
      join devices
        on devices.device_library_identifier = registrations.device_library_identifier
      where not push_covers(devices.pushed_epoch, devices.pushed_snapshot,
        page.change_epoch, page.change_transaction)
      group by devices.push_token
    ), phones as (
      select owed.push_token, owed.since, owed.latest, owed.owed, max(devices.pushed_at) as pushed_at,
        max(case :kind when 'routine' then devices.push_after
          else devices.urgent_push_after end) as push_after, max(devices.push_attempts) as attempts,
        coalesce(max(passes.change_transaction) filter (
          where passes.change_epoch = change_epoch()), 0) as change
      from owed
      join devices on devices.push_token = owed.push_token
      join registrations
        on registrations.device_library_identifier = devices.device_library_identifier
      join passes on passes.serial_number = registrations.serial_number
      group by owed.push_token, owed.since, owed.latest, owed.owed
    )
    select (select max(serial_number) from page) as last, (select json_agg(json_build_object(
      'pushToken', push_token, 'since', since, 'latest', latest, 'lastPush', pushed_at,
      'pushAfter', push_after, 'attempts', attempts, 'change', change, 'owed', owed,
      'snapshot', pg_current_snapshot()::text, 'epoch', change_epoch())) from phones) as pushes`);
  const dateOf = (date: unknown) => (date === null ? null : new Date(date as string));
  return {
    last: last ?? undefined,
    pushes: (pushes ?? []).map((push) => ({
      ...push,
      since: new Date(push.since),
      latest: new Date(push.latest),
      lastPush: dateOf(push.lastPush),
      pushAfter: dateOf(push.pushAfter),
    })),
  };
}

/**
 * Marks the tickets of a page whose pushes are complete: every phone that holds one has been pushed
 * since it changed, or no phone holds it.
 */
export async function clearCompletedPushes(
  trx: Trx,
  kind: ChangeKind,
  page: { after: string; last: string },
): Promise<void> {
  await sql(trx, { kind, ...page }).count(`
    with page as materialized (
      -- The limit is for the planner, which takes a third of all tickets to be owed, and would read
      -- every registration there is. A page holds fewer, and the next run finds what is left.
      select serial_number, version, change_epoch, change_transaction
      from passes
      where pushed_version < version and change_kind = :kind
        and serial_number > :after and serial_number <= :last
      order by serial_number limit 2000
    ), told as materialized (
      select page.serial_number, page.version
      from page
      where not exists (
        select
        from registrations
        join devices
          on devices.device_library_identifier = registrations.device_library_identifier
        where registrations.serial_number = page.serial_number
          and not push_covers(devices.pushed_epoch, devices.pushed_snapshot,
            page.change_epoch, page.change_transaction))
    ), settled as (
      -- A ticket that changed in between has another version, and is owed still.
      select passes.serial_number
      from passes
      join told on told.serial_number = passes.serial_number
        and told.version = passes.version
      where passes.pushed_version < passes.version
      order by passes.serial_number for no key update of passes skip locked
    )
    update passes set pushed_version = passes.version
    from settled where passes.serial_number = settled.serial_number`);
}

/** The kinds of the tickets' changes that phones are owed a push for. */
export function kindsOwed(db: Db, serialNumbers: string[]): Promise<ChangeKind[]> {
  return sql(db, { serialNumbers }).column(`
    select distinct passes.change_kind as kind
    from passes
    where passes.serial_number = any(:serialNumbers::text[])
     and passes.pushed_version < passes.version
     and exists (
       select from registrations where registrations.serial_number = passes.serial_number)`);
}
