import type { Claim } from "../../domain/in-fives.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** Whom a municipality pays for a month, and how far that has come. */
interface Payment {
  providerId: string;
  /** Name of the provider. */
  provider: string;
  organisationNumber: string;
  /** Number of the municipality that pays. */
  municipality: string;
  /** Null: preliminary. */
  statedAt: Date | null;
  vatPercent: number;
  /** As attested; before that the provider's present one. */
  accountNumber: string | null;
  attestedAt: Date | null;
  attestedBy: string | null;
}

export interface StatedPayment extends Payment {
  /** For the month's use. */
  useOre: number;
  /** What earlier statements had too little, or too much. */
  correctionsOre: number;
}

export interface PreliminaryPayment extends Payment {
  /** What each offer comes to so far; null before the first use. */
  claims: Claim[] | null;
}

/** The month's statements that the municipalities pay, by municipality and provider. */
export function statedPayments(
  db: Db,
  municipalities: string[],
  month: string,
): Promise<StatedPayment[]> {
  return sql(db, { municipalities, month }).rows(`
    select lines.provider_id, providers.name as provider, providers.organisation_number,
      lines.municipality_number as municipality, stated.stated_at, stated.vat_percent,
      coalesce(sum(lines.refund_ore) filter (where lines.used_in = lines.month), 0)::bigint as use_ore,
      coalesce(sum(lines.refund_ore) filter (where lines.used_in < lines.month), 0)::bigint
        as corrections_ore,
      case when attested_at is null then providers.account_number else attested.account_number end
        as account_number,
      attested_at, attested_by
    from settlement_statement_lines as lines
    join settlement_statements as stated using (provider_id, month)
    join providers on providers.id = lines.provider_id
    left join settlement_attestations as attested
      on attested.provider_id = lines.provider_id and attested.month = lines.month
      and attested.municipality_number = lines.municipality_number
    where lines.month = :month and lines.municipality_number = any(:municipalities::text[])
    group by lines.provider_id, providers.id, lines.municipality_number, stated.stated_at,
      stated.vat_percent, attested.account_number, attested_at, attested_by
    having bool_or(lines.refund_ore <> 0)
    order by municipality, provider, lines.provider_id`);
}

/**
 * What the municipalities would pay for the month's use so far, of providers without a statement of it. A provider whose
 * tickets can be used in the month is there before the first one is, since its coming would tell when a child was there.
 */
export function preliminaryPayments(
  db: Db,
  municipalities: string[],
  month: string,
): Promise<PreliminaryPayment[]> {
  return sql(db, { municipalities, month }).rows(`
    with paid as (
      select offers.provider_id, named.municipality_number as municipality,
        bool_or(
          offers.state in ('open', 'paused', 'closed')
          and offers.valid_from < month.until and offers.valid_until > month.since
          and providers.created_at < month.until) as is_usable
      from (
        select first at time zone 'Europe/Oslo' as since,
          (first + interval '1 month') at time zone 'Europe/Oslo' as until
        from (select (:month::text || '-01')::timestamp as first) as days
      ) as month, offers
      join offer_municipalities as named on named.offer_id = offers.id
      join providers on providers.id = offers.provider_id
      where offers.refund_per_admission_ore > 0
        and named.municipality_number = any(:municipalities::text[])
      group by offers.provider_id, named.municipality_number
    ), used as (
      select provider_id, municipality_number as municipality,
        json_agg(json_build_object('uses', uses + codes_shown, 'refundOre', refund_ore,
          'rateOre', refund_per_admission_ore)) as claims
      from settlements
      where provider_id = any(array(select provider_id from paid)) and month = :month
        and municipality_number = any(:municipalities::text[]) and refund_ore <> 0
      group by provider_id, municipality_number
    )
    select providers.id as provider_id, providers.name as provider, providers.organisation_number,
      municipality, null::timestamptz as stated_at, providers.vat_percent, providers.account_number,
      null::timestamptz as attested_at, null as attested_by, claims
    from paid full join used using (provider_id, municipality)
    join providers on providers.id = provider_id
    where (is_usable or claims is not null)
      and not exists (
        select from settlement_statements as stated
        where stated.provider_id = providers.id and stated.month = :month)
    order by municipality, provider, providers.id`);
}

/** A month with statements that municipalities pay. */
export interface PayableMonth {
  /** `YYYY-MM`. */
  month: string;
  /** How many statements it has. */
  statements: number;
  /** How many of them are not attested. */
  unattested: number;
  refundOre: number;
}

/** The months with statements that the municipalities pay, the latest first. */
export function payableMonths(db: Db, municipalities: string[]): Promise<PayableMonth[]> {
  return sql(db, { municipalities }).rows(`
    select month, count(*)::int as statements,
      (count(*) filter (where attested_at is null))::int as unattested,
      sum(paid.refund_ore)::bigint as refund_ore
    from (
      select provider_id, month, municipality_number, sum(refund_ore) as refund_ore
      from settlement_statement_lines
      where municipality_number = any(:municipalities::text[])
      group by provider_id, month, municipality_number having bool_or(refund_ore <> 0)
    ) as paid
    left join settlement_attestations using (provider_id, month, municipality_number)
    group by month order by month desc`);
}
