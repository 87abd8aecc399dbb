import type { Period } from "../../domain/period.ts";
import type { RedemptionCounts } from "../../domain/statistics/redemption-questions.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * Counts of the redemptions in the period by provider, for the municipalities' providers that have an offer
 * with a refund in it. Anonymised tickets are left out: their moments are midnights. Reads the period's
 * redemptions by offer, and their tickets by serial number. Reported uses have a day and no moment. Complimentary
 * tickets, which the municipality does not pay for, are left out.
 */
export async function redemptionCounts(
  db: Db,
  municipalities: string[],
  period: Period,
): Promise<Map<string, RedemptionCounts>> {
  const rows = await sql(db, { municipalities, ...period }).rows<
    RedemptionCounts & { providerId: string }
  >(`
    with refunded as (
      select offers.id, offers.provider_id, offers.allocated
      from offers join providers on providers.id = offers.provider_id
      where providers.municipality_number = any(:municipalities::text[])
        and offers.refund_per_admission_ore > 0
        and offers.valid_from < :until and offers.valid_until > :from
    ),
    uses as (
      select refunded.provider_id, passes.serial_number, passes.recipient_id,
        scans.door_device_id is not null and scans.scanned_at - lag(scans.scanned_at) over (
          partition by scans.door_device_id order by scans.scanned_at
        ) < interval '2 seconds' as is_burst,
        scans.door_device_id is not null and extract(hour from scans.scanned_at at time zone 'Europe/Oslo') in (23, 0, 1, 2, 3, 4, 5) as is_night,
        passes.fetched_at >= scans.received_at as is_unfetched
      from refunded
      join counted_redemptions as scans on scans.offer_id = refunded.id
        and scans.scanned_at >= :from and scans.scanned_at < :until
        and not scans.complimentary
      join passes on passes.serial_number = scans.serial_number
    ),
    counts as (
      select provider_id, count(distinct recipient_id) as holders,
        count(distinct recipient_id) filter (where is_burst) as in_bursts,
        count(distinct recipient_id) filter (where is_night) as at_night,
        count(distinct recipient_id) filter (where is_unfetched) as unfetched,
        count(distinct serial_number) as tickets
      from uses group by provider_id
    ),
    quotas as (
      select provider_id, sum(allocated) as allocated from refunded group by provider_id
    )
    select quotas.provider_id, coalesce(holders, 0)::int as holders,
      coalesce(in_bursts, 0)::int as in_bursts, coalesce(at_night, 0)::int as at_night,
      coalesce(unfetched, 0)::int as unfetched, coalesce(tickets, 0)::int as tickets,
      quotas.allocated::int
    from quotas left join counts using (provider_id)`);
  return new Map(rows.map(({ providerId, ...counts }) => [providerId, counts]));
}
