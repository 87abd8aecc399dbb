import type { ChangeKind } from "../../domain/apple/push-policy.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import type { Redemption } from "./redemptions.ts";

/** A redemption that takes a use of its ticket. */
export interface Use extends Omit<Redemption, "outcome"> {
  serialNumber: string;
  offerId: string;
  admitted: number;
  usesLeft: number | null;
  nextState: PassState;
}

/** What the rows owe because of the use, for jobs that are enqueued after commit. */
export interface OwedForUse {
  /** Of the pushes; undefined when no phone shows the ticket or is owed it already. */
  changeKind: ChangeKind | undefined;
  isInGoogle: boolean;
  webhookIds: string[];
}

/**
 * Records a use of a locked ticket, with redemption, ticket and audit event in one statement, since other doors
 * wait for the lock. Returns undefined when the device has sent this scan id before.
 *
 * A ticket with a claim deadline was fetched when it is shown at a door, so that it cannot lapse from now on; of
 * another, a use does not show as a fetch. A ticket that was to be given back is kept.
 */
export async function recordUse(trx: Trx, use: Use): Promise<OwedForUse | undefined> {
  const row = await sql(trx, use).row<
    Omit<OwedForUse, "changeKind"> & { changeKind: ChangeKind | null }
  >(`
    with redemption as (
      insert into redemptions (door_device_id, scan_id, serial_number, offer_id, scanned_at,
        received_at, accepted, admitted, uses_left)
      values (:doorDeviceId, :scanId, :serialNumber, :offerId, :scannedAt,
        :receivedAt, true, :admitted, :usesLeft)
      on conflict (door_device_id, scan_id) do nothing
      returning id
    ), audited as (
      -- The offer, not the ticket: the audit trail must not reveal where a child was.
      insert into audit_events (actor, action, subject, detail)
      select :doorDeviceId, 'ticket.redeemed', :offerId,
        jsonb_build_object('redemptionId', id, 'admitted', :admitted::int)
      from redemption
    )
    update passes
    set uses_left = :usesLeft::int, state = :nextState, return_at = null,
      fetched_at = coalesce(fetched_at,
        case when claim_until is not null then :receivedAt::timestamptz end),
      ended_at = case when :nextState = 'used' then :receivedAt::timestamptz else ended_at end
    where serial_number = :serialNumber and exists (select from redemption)
    returning
      case when pushed_version < version and exists (
        select from registrations where registrations.serial_number = passes.serial_number)
      then change_kind end as change_kind,
      google_version > 0 as is_in_google,
      array(
        select id from webhooks
        where webhooks.provider_id = passes.provider_id and 'ticket.used' = any(events)
          and stopped_at is null) as webhook_ids`);
  return row && { ...row, changeKind: row.changeKind ?? undefined };
}
