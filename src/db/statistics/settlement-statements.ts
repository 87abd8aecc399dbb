import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { owed, unitsOfLine } from "./owed.ts";
import type { Settlement } from "./statistics.ts";

/** What one offer is owed for one month of use. */
export interface StatementLine extends Settlement {
  /** The month of use, `YYYY-MM`; one before the statement's own makes the line a correction. */
  usedIn: string;
}

/** The lines of an offer together, whichever municipality pays. */
const byOffer = (lines: string) => `
  select lines.used_in, lines.offer_id, offers.title ->> 'nb' as title, sum(lines.uses)::int as uses,
    sum(lines.admissions)::int as admissions, sum(lines.codes_shown)::int as codes_shown,
    lines.refund_per_admission_ore, offers.refund_per,
    num_nonnulls(offers.refund_cap_ore, offers.refund_cap_per_ticket_ore) > 0 as has_cap,
    case when bool_and(${unitsOfLine} is not null) then sum(${unitsOfLine})::int end as units,
    sum(lines.refund_ore)::bigint as refund_ore
  from ${lines} as lines join offers on offers.id = lines.offer_id
  group by lines.used_in, offers.id, lines.offer_id, lines.refund_per_admission_ore
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
  /** The attested account number; before the attestation the provider's current one. */
  accountNumber: string | null;
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
      attested_at, case when attested_at is null then providers.account_number
        else attested.account_number end as account_number
    from ${isStated ? ofMonth : shown} as lines
    join providers on providers.id = :providerId::uuid
    left join settlement_attestations as attested on attested.provider_id = :providerId::uuid
      and attested.month = :month and attested.municipality_number = lines.municipality_number
    group by lines.municipality_number, attested_at, attested.account_number, providers.account_number
    having bool_or(lines.refund_ore <> 0) order by lines.municipality_number`);
}

/** When the month's statement was made, and the rate of tax in its sums; undefined: not yet. */
export function findStatement(
  db: Db,
  providerId: string,
  month: string,
): Promise<{ statedAt: Date; vatPercent: number } | undefined> {
  return sql(db, { providerId, month }).row(`
    select stated_at, vat_percent from settlement_statements
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
      admissions, codes_shown, refund_per_admission_ore, refund_ore, municipality_number, units)
    select :providerId::uuid, :month::text, lines.* from (${owed}) as lines`);
}
