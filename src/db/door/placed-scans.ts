import type { PartAdmission } from "../../domain/door/part-placing.ts";
import type { RedemptionReason } from "../../domain/door/redemption.ts";
import type { Trx } from "../connect.ts";
import { ticketLine } from "../ticket-line.ts";
import { sql } from "../sql.ts";

/**
 * The admitted scans of a locked ticket and of those that it has replaced, without those that were undone, and
 * without extra admissions for any but these reasons.
 */
export function admittedScans(
  trx: Trx,
  serialNumber: string,
  reasons: RedemptionReason[],
): Promise<PartAdmission[]> {
  return sql(trx, { serialNumber, reasons }).rows(`
    select redemptions.id, scanned_at, door_device_id, scan_id, part
    from redemptions
    left join extra_admissions on extra_admissions.redemption_id = redemptions.id
    where serial_number = ${ticketLine(":serialNumber")} and accepted
      and (extra_admissions.redemption_id is null
        or extra_admissions.reason = any(:reasons::text[]))
      and not exists (
        select from redemption_undos where redemption_undos.redemption_id = redemptions.id)`);
}

/** Ids of the scans of a ticket by what became of them. */
interface Places {
  used: string[];
  reentries: string[];
  extra: string[];
}

/** Records which of a locked ticket's scans take no use: re-entries, and extra admissions for the reason. */
export async function updatePlaces(
  trx: Trx,
  { used, reentries, extra }: Places,
  reason: RedemptionReason,
): Promise<void> {
  const { count } = sql(trx, {
    reentries,
    extra,
    reason,
    notReentries: [...used, ...extra],
    notExtra: [...used, ...reentries],
  });
  await count(`
    with no_longer as (
      delete from reentries where redemption_id = any(:notReentries::uuid[])
    )
    insert into reentries (redemption_id) select unnest(:reentries::uuid[]) on conflict do nothing`);
  await count(`
    with no_longer as (
      delete from extra_admissions where redemption_id = any(:notExtra::uuid[])
    )
    insert into extra_admissions (redemption_id, reason)
    select unnest(:extra::uuid[]), :reason on conflict do nothing`);
}

/**
 * Records the uses, the parts and the time that a locked ticket has left; one that ended otherwise stays ended. Having been
 * shown, it is kept, and fetched unless it was handed out, as with every use.
 */
export async function updateTicketUses(
  trx: Trx,
  ticket: {
    serialNumber: string;
    usesLeft: number | null;
    lastsUntil: Date | null;
    /** null: it has none, or none was ticked off. */
    partsLeft: number[] | null;
    isUsedUp: boolean;
    at: Date;
  },
): Promise<void> {
  await sql(trx, ticket).count(`
    update passes
    set uses_left = :usesLeft::int, parts_left = :partsLeft::int[], lasts_until = :lastsUntil::timestamptz, return_at = null,
      fetched_at = coalesce(fetched_at,
        case when claim_until is not null and handed_out_at is null then :at::timestamptz end),
      state = case when state not in ('active', 'used') then state
        when :isUsedUp then 'used' else 'active' end,
      ended_at = case when state not in ('active', 'used') then ended_at
        when :isUsedUp then coalesce(ended_at, :at::timestamptz) end
    where serial_number = :serialNumber`);
}
