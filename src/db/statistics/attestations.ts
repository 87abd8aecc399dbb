import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A municipality's attested part of a provider's statement. */
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
 * the actor that stated it or entered its account number, also of one attested before: those are left out of what is
 * inserted, not only of what conflicts.
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
      and not exists (
        select from settlement_attestations as earlier
        where earlier.provider_id = lines.provider_id and earlier.month = lines.month
          and earlier.municipality_number = lines.municipality_number)
    group by lines.provider_id, lines.month, lines.municipality_number, stated.stated_by, providers.id
    having bool_or(lines.refund_ore <> 0)
      and (providers.account_number is not null or sum(lines.refund_ore) <= 0)
    on conflict do nothing
    returning provider_id, municipality_number as municipality, refund_ore, account_number`);
}
