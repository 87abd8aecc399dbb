import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import type { Settlement } from "./statistics.ts";

/** What one offer is owed for one month of use. */
export interface StatementLine extends Settlement {
  /** The month of use, `YYYY-MM`; one before the statement's own makes the line a correction. */
  usedIn: string;
}

/**
 * What the month's statement would say now, by the municipality that pays: the month's use, and what earlier
 * statements lack. The provider is a value of its own in `due`, so that only its redemptions are read.
 */
const owed = `
  with asked as (select :providerId::uuid as provider_id, :month::text as month),
  stated as (
    select lines.used_in, lines.offer_id, lines.municipality_number, sum(lines.uses) as uses,
      sum(lines.admissions) as admissions, sum(lines.codes_shown) as codes_shown,
      sum(lines.refund_ore) as refund_ore
    from settlement_statement_lines as lines join asked on asked.provider_id = lines.provider_id
    group by lines.used_in, lines.offer_id, lines.municipality_number
  ),
  due as (
    select settlements.month as used_in, settlements.offer_id, settlements.municipality_number,
      settlements.uses, settlements.admissions, settlements.codes_shown, settlements.refund_ore
    from settlements cross join asked
    where settlements.provider_id = :providerId::uuid
      and (settlements.month = asked.month or settlements.month < asked.month and exists (
        select 1 from settlement_statements as earlier
        where earlier.provider_id = asked.provider_id and earlier.month = settlements.month))
  ),
  owed as (
    select used_in, offer_id, municipality_number,
      (coalesce(due.uses, 0) - coalesce(stated.uses, 0))::int as uses,
      (coalesce(due.admissions, 0) - coalesce(stated.admissions, 0))::int as admissions,
      (coalesce(due.codes_shown, 0) - coalesce(stated.codes_shown, 0))::int as codes_shown,
      (coalesce(due.refund_ore, 0) - coalesce(stated.refund_ore, 0))::bigint as refund_ore
    from due full join stated using (used_in, offer_id, municipality_number)
  )
  select owed.used_in, owed.offer_id, owed.uses, owed.admissions, owed.codes_shown,
    offers.refund_per_admission_ore, owed.refund_ore, owed.municipality_number
  from owed join offers on offers.id = owed.offer_id cross join asked
  where owed.used_in <= asked.month
    and (owed.uses <> 0 or owed.admissions <> 0 or owed.codes_shown <> 0 or owed.refund_ore <> 0)`;

/** The lines of an offer together, whichever municipality pays. */
const byOffer = (lines: string) => `
  select lines.used_in, lines.offer_id, offers.title ->> 'nb' as title, sum(lines.uses)::int as uses,
    sum(lines.admissions)::int as admissions, sum(lines.codes_shown)::int as codes_shown,
    lines.refund_per_admission_ore,
    sum(lines.refund_ore)::bigint as refund_ore
  from ${lines} as lines join offers on offers.id = lines.offer_id
  group by lines.used_in, lines.offer_id, offers.title, lines.refund_per_admission_ore
  having sum(lines.uses) <> 0 or sum(lines.admissions) <> 0 or sum(lines.codes_shown) <> 0
    or sum(lines.refund_ore) <> 0
  order by lines.used_in desc, title, lines.offer_id`;

const ofMonth = `(
  select * from settlement_statement_lines
  where provider_id = :providerId and month = :month)`;

/**
 * What is owed, without offers that have complimentary tickets while the month is the current one: their lines would
 * tell of each use whether it is refunded, and so of each ticket how it was given.
 */
const shown = `(
  select lines.* from (${owed}) as lines
  where :month < :current::text
    or not exists (select from hand_outs where hand_outs.offer_id = lines.offer_id))`;

/** A month and the current one, `YYYY-MM`. */
interface OwedMonth {
  month: string;
  current: string;
}

/** The lines of a month without a statement. */
export function owedLines(db: Db, providerId: string, of: OwedMonth): Promise<StatementLine[]> {
  return sql(db, { providerId, ...of }).rows(byOffer(shown));
}

/** What a municipality pays of a provider's month. */
export interface PayerShare {
  /** Number of the municipality. */
  municipality: string;
  refundOre: number;
  /** When its office attested it; null: not yet. */
  attestedAt: Date | null;
}

/** What each municipality pays of the month, as stated or as it would be stated now. */
export function payerShares(
  db: Db,
  providerId: string,
  of: OwedMonth,
  { isStated }: { isStated: boolean },
): Promise<PayerShare[]> {
  return sql(db, { providerId, ...of }).rows(`
    select lines.municipality_number as municipality, sum(lines.refund_ore)::bigint as refund_ore,
      attested_at
    from ${isStated ? ofMonth : shown} as lines
    left join settlement_attestations as attested on attested.provider_id = :providerId::uuid
      and attested.month = :month and attested.municipality_number = lines.municipality_number
    group by lines.municipality_number, attested_at
    having bool_or(lines.refund_ore <> 0) order by lines.municipality_number`);
}

/** When the month's statement was made; undefined: not yet. */
export function findStatement(
  db: Db,
  providerId: string,
  month: string,
): Promise<{ statedAt: Date } | undefined> {
  return sql(db, { providerId, month }).row(`
    select stated_at from settlement_statements
    where provider_id = :providerId and month = :month`);
}

/** The lines of the month's statement. */
export function statedLines(db: Db, providerId: string, month: string): Promise<StatementLine[]> {
  return sql(db, { providerId, month }).rows(byOffer(ofMonth));
}

/** Inserts the month's statement. The provider must be locked, or two months take the same correction. */
export async function insertStatement(
  trx: Trx,
  statement: { providerId: string; month: string; at: Date },
): Promise<void> {
  const { count } = sql(trx, statement);
  await count(`
    insert into settlement_statements (provider_id, month, stated_at, vat_percent)
    select id, :month::text, :at::timestamptz, vat_percent from providers
    where id = :providerId::uuid`);
  await count(`
    insert into settlement_statement_lines (provider_id, month, used_in, offer_id, uses,
      admissions, codes_shown, refund_per_admission_ore, refund_ore, municipality_number)
    select :providerId::uuid, :month::text, lines.* from (${owed}) as lines`);
}

/** The first month that can have a statement, `YYYY-MM`: the one in which the provider was created. */
export async function firstMonth(db: Db, providerId: string): Promise<string | undefined> {
  const [month] = await sql(db, { providerId }).column<string>(`
    select to_char(created_at at time zone 'Europe/Oslo', 'YYYY-MM')
    from providers where id = :providerId`);
  return month;
}

/**
 * The months in which something was used or a line stated, and those whose statement will be the next
 * to correct an earlier one: the first after it that is not stated. The latest first.
 */
export function settledMonths(
  db: Db,
  providerId: string,
  { first, current }: { first: string; current: string },
): Promise<{ month: string; isStated: boolean }[]> {
  return sql(db, { providerId, first, month: current }).rows(`
    with months as (
      select month from settlements where provider_id = :providerId
      union
      -- Whether or not anything was used, which would tell of a use that it is refunded.
      select :month::text from hand_outs join offers on offers.id = hand_outs.offer_id
      where offers.provider_id = :providerId
      union
      select month from settlement_statement_lines where provider_id = :providerId
      union
      select correcting.month from (${owed}) as lines
      cross join lateral (
        select to_char(later, 'YYYY-MM') as month
        from generate_series((lines.used_in || '-01')::timestamp + interval '1 month',
          (:month::text || '-01')::timestamp, interval '1 month') as later
        where not exists (
          select 1 from settlement_statements as stated
          where stated.provider_id = :providerId and stated.month = to_char(later, 'YYYY-MM'))
        order by later limit 1
      ) as correcting
    )
    select month, exists (
      select 1 from settlement_statements as stated
      where stated.provider_id = :providerId and stated.month = months.month) as is_stated
    from months where month >= :first and month <= :month order by month desc`);
}
