import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * What the numbers of one of a culture office's municipalities are made of, without complimentary tickets, which are not
 * refunded.
 */
export interface OfficeCounts {
  /** Saved to a wallet, or printed. */
  fetched: number;
  /** Accepted scans that took a use. */
  used: number;
  /** People let in by them. */
  admissions: number;
  /** What the municipality owes for them, in øre. */
  refundOre: number;
}

/** Of an offer without tickets. */
export const noOfficeCounts: OfficeCounts = { fetched: 0, used: 0, admissions: 0, refundOre: 0 };

/** The uses that the municipality pays, by the rule of the view `redemption_refunds`. */
const ownUses = `
  counted_redemptions as uses
  join offers on offers.id = uses.offer_id
  join providers on providers.id = offers.provider_id
  left join passes on passes.serial_number = uses.serial_number
  where not uses.complimentary
    and coalesce(passes.municipality_number, uses.municipality_number, providers.municipality_number)
      = :municipality::text`;

/** Counts of the offers' tickets that the municipality pays for, by the offer's id, in one statement. */
export async function officeCounts(
  db: Db,
  offerIds: string[],
  municipality: string,
): Promise<Map<string, OfficeCounts>> {
  const rows = await sql(db, { offerIds, municipality }).rows<OfficeCounts & { id: string }>(`
    select asked.id, tickets.fetched, scans.used, scans.admissions,
      -- Without caps the sum needs no reading ticket by ticket, as the view does.
      case
        when refund_per is null and refund_cap_per_ticket_ore is null and refund_cap_ore is null
        then scans.admissions * refund_per_admission_ore::bigint
        else (
          select coalesce(sum(refund_ore), 0)::bigint from settlements
          where offer_id = asked.id and municipality_number = :municipality::text)
      end as refund_ore
    from unnest(:offerIds::uuid[]) as asked (id) join offers as terms on terms.id = asked.id,
    lateral (
      select count(*) filter (where fetched_at is not null)::int as fetched
      from passes
      where passes.offer_id = asked.id and replaced_by is null and not complimentary
        and municipality_number = :municipality::text
    ) as tickets,
    lateral (
      select count(*)::int as used, coalesce(sum(admitted), 0)::int as admissions
      from ${ownUses} and uses.offer_id = asked.id
    ) as scans`);
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

/** The same uses by day, `YYYY-MM-DD` of Oslo, by the offer's id; offers without one are left out. */
export async function officeUsesByDay(
  db: Db,
  offerIds: string[],
  municipality: string,
): Promise<Map<string, { day: string; used: number }[]>> {
  const days = new Map<string, { day: string; used: number }[]>();
  if (offerIds.length === 0) return days;
  const rows = await sql(db, { offerIds, municipality }).rows<{
    offerId: string;
    day: string;
    used: number;
  }>(`
    select uses.offer_id, to_char(uses.scanned_at at time zone 'Europe/Oslo', 'YYYY-MM-DD') as day,
      count(*)::int as used
    from ${ownUses} and uses.offer_id = any(:offerIds::uuid[])
    group by 1, 2`);
  for (const { offerId, ...uses } of rows) {
    days.set(offerId, [...(days.get(offerId) ?? []), uses]);
  }
  return days;
}
