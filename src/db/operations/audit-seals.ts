import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A seal over the audit events up to `lastId`, from those of the seal before. */
export interface AuditSeal {
  number: number;
  lastId: string;
  events: number;
  hash: Buffer;
  sealedAt: Date;
}

const columns = "number::int as number, last_id, events, hash, sealed_at";

/** The seals by number, without one that is still open. */
export const findAuditSeals = (db: Db): Promise<AuditSeal[]> =>
  sql(db).rows(`select ${columns} from audit_seals where hash is not null order by number`);

export const findLatestSeal = (db: Db): Promise<AuditSeal | undefined> =>
  sql(db).row(`
    select ${columns} from audit_seals where hash is not null order by number desc limit 1`);

/**
 * Locks the open seal, once no transaction is under way that was when it was opened: it can get no event any more.
 * Undefined without one, while one is, and where another worker has it.
 */
export const lockDueSeal = (trx: Trx): Promise<{ number: number; lastId: string } | undefined> =>
  sql(trx).row(`
    select number::int as number, last_id from audit_seals
    where hash is null and (epoch <> change_epoch()
      or horizon <= pg_snapshot_xmin(pg_current_snapshot())::text::bigint)
    for update skip locked`);

/**
 * Opens the next seal, over at most `limit` ids; not without new events, nor beside an open one. The first statement of its
 * transaction, whose id is so above those of all that hold a lower id of an event.
 */
export async function openSeal(trx: Trx, limit: number): Promise<void> {
  await sql(trx, { limit }).count(`
    insert into audit_seals (number, last_id, epoch, horizon)
    select before.number + 1, least((select max(id) from audit_events), before.last_id + :limit),
      change_epoch(), pg_current_xact_id()::text::bigint
    from (
      select coalesce(max(number), 0) as number, coalesce(max(last_id), 0) as last_id,
        coalesce(bool_or(hash is null), false) as is_open
      from audit_seals
    ) as before
    where not before.is_open and exists (select from audit_events where id > before.last_id)
    on conflict (number) do nothing`);
}

export async function writeSeal(
  trx: Trx,
  seal: { number: number; events: number; hash: Buffer; at: Date },
): Promise<void> {
  await sql(trx, seal).count(`
    update audit_seals set events = :events, hash = :hash, sealed_at = :at where number = :number`);
}

/**
 * The next events in one line each, as they are hashed. A ticket is named by no more than that it is one: its
 * anonymisation takes the serial number out of the trail.
 */
export const auditLines = (
  db: Db,
  range: { after: string; upTo: string; limit: number },
): Promise<{ id: string; line: string }[]> =>
  sql(db, range).rows(`
    select id, jsonb_build_array(id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), actor,
      action, case when subject ~ '^(anonymised|[A-Za-z0-9_-]{22})$' then 'ticket' else subject end,
      detail)::text as line
    from audit_events where id > :after::bigint and id <= :upTo::bigint
    order by id limit :limit`);

/** How many events are in no seal yet, and since when. */
export const countUnsealed = (
  db: Db,
  after: string,
): Promise<{ count: number; since: Date | null }> =>
  sql(db, { after }).onlyRow(`
    select count(*)::int as count, min(at) as since from audit_events where id > :after::bigint`);
