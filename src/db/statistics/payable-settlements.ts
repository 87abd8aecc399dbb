import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** What a municipality pays a provider for a month. */
export interface PayableRow {
  providerId: string;
  /** Name of the provider. */
  provider: string;
  organisationNumber: string;
  /** Number of the municipality that pays. */
  municipality: string;
  /** Null: preliminary. */
  statedAt: Date | null;
  vatPercent: number;
  /** Uses of the month, or codes that were shown in it, without corrections. */
  uses: number;
  /** For the month's use. */
  useOre: number;
  /** What earlier statements had too little, or too much. */
  correctionsOre: number;
  /** As attested; before that the provider's present one. */
  accountNumber: string | null;
  attestedAt: Date | null;
  attestedBy: string | null;
}

/** The month's statements that the municipalities pay, by municipality and provider. */
export function statedPayments(
  db: Db,
  municipalities: string[],
  month: string,
): Promise<PayableRow[]> {
  return sql(db, { municipalities, month }).rows(`
    select lines.provider_id, providers.name as provider, providers.organisation_number,
      lines.municipality_number as municipality, stated.stated_at, stated.vat_percent,
      coalesce(sum(lines.uses + lines.codes_shown) filter (where lines.used_in = lines.month), 0)::int
        as uses,
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

/** What the municipalities would pay for the month's use so far, of providers without a statement of it. */
export function preliminaryPayments(
  db: Db,
  municipalities: string[],
  month: string,
): Promise<PayableRow[]> {
  return sql(db, { municipalities, month }).rows(`
    select providers.id as provider_id, providers.name as provider, providers.organisation_number,
      settlements.municipality_number as municipality, null::timestamptz as stated_at,
      providers.vat_percent, sum(settlements.uses + settlements.codes_shown)::int as uses,
      sum(settlements.refund_ore)::bigint as use_ore, 0 as corrections_ore,
      providers.account_number, null::timestamptz as attested_at, null as attested_by
    from settlements join providers on providers.id = settlements.provider_id
    where settlements.provider_id = any(array(
        select distinct offers.provider_id from offers
        join offer_municipalities on offer_municipalities.offer_id = offers.id
        where offers.refund_per_admission_ore > 0
          and offer_municipalities.municipality_number = any(:municipalities::text[])))
      and settlements.month = :month
      and settlements.municipality_number = any(:municipalities::text[])
      and not exists (
        select from settlement_statements as stated
        where stated.provider_id = providers.id and stated.month = :month)
    group by providers.id, settlements.municipality_number
    having sum(settlements.refund_ore) <> 0
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

/** What was attested of a statement. */
export interface Attested {
  providerId: string;
  municipality: string;
  refundOre: number;
  /** Null only for a sum that is not paid: of corrections alone. */
  accountNumber: string | null;
}

/**
 * Attests the month's statements that the municipalities pay, of all providers or one, and returns what was not
 * attested before. A sum to a provider without an account number is left out. The database refuses an attestation by
 * the actor that stated it or entered its account number.
 */
export function insertAttestations(
  trx: Trx,
  attestation: {
    month: string;
    municipalities: string[];
    providerId: string | null;
    attestedBy: string;
    at: Date;
  },
): Promise<Attested[]> {
  return sql(trx, attestation).rows(`
    insert into settlement_attestations (provider_id, month, municipality_number, stated_by,
      attested_by, attested_at, refund_ore, account_number, account_set_by)
    select lines.provider_id, lines.month, lines.municipality_number, stated.stated_by,
      :attestedBy::text, :at::timestamptz, sum(lines.refund_ore), providers.account_number,
      providers.account_set_by
    from settlement_statement_lines as lines
    join settlement_statements as stated using (provider_id, month)
    join providers on providers.id = lines.provider_id
    where lines.month = :month and lines.municipality_number = any(:municipalities::text[])
      and (:providerId::uuid is null or lines.provider_id = :providerId)
    group by lines.provider_id, lines.month, lines.municipality_number, stated.stated_by, providers.id
    having bool_or(lines.refund_ore <> 0)
      and (providers.account_number is not null or sum(lines.refund_ore) <= 0)
    on conflict do nothing
    returning provider_id, municipality_number as municipality, refund_ore, account_number`);
}
