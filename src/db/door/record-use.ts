import type { ChangeKind } from "../../domain/apple/push-policy.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { Db } from "../connect.ts";
import { isUniqueViolation } from "../driver-errors.ts";
import { sql } from "../sql.ts";
import type { Redemption } from "./redemptions.ts";
import type { TicketAtDoor } from "./ticket-at-door.ts";

/** A redemption that takes a use of its ticket. */
export interface Use extends Omit<Redemption, "outcome" | "offerId" | "part"> {
  serialNumber: string;
  admitted: number;
  usesLeft: number | null;
  nextState: PassState;
}

/** What the rows owe because of the use, for jobs that are enqueued after commit. */
export interface OwedForUse {
  offerId: string;
  /** Of the pushes; undefined when no phone shows the ticket or is owed it already. */
  changeKind: ChangeKind | undefined;
  isInGoogle: boolean;
  webhookIds: string[];
}

/** What a redemption says of its ticket: of an anonymised one the municipality that pays, and not which it was. */
const named = `case when erased_at is null then serial_number end as serial_number,
    case when erased_at is not null then municipality_number end as municipality_number`;

/** The ticket after a counted use, or any use that shows on it: the doors that scan it take turns. */
const changedTicket = `
  update passes
  set uses_left = :usesLeft::int, state = :nextState, return_at = null,
    fetched_at = coalesce(fetched_at,
      case when claim_until is not null and num_nonnulls(handed_out_at, erased_at) = 0
        then :receivedAt::timestamptz end),
    ended_at = case when :nextState = 'used' then :receivedAt::timestamptz else ended_at end
  where serial_number = :serialNumber
    and (state, uses_left) is not distinct from (:stateRead, :usesRead::int)
  returning ${named}, offer_id, provider_id, complimentary,
    google_version > 0 as is_in_google,
    case when pushed_version < version then change_kind end as change_kind`;

/** A ticket whose row does not change by a use: the doors that scan it hold a shared lock, for which its end waits. */
const sharedTicket = `
  select ${named}, offer_id, provider_id, complimentary, false as is_in_google, null::text as change_kind
  from passes
  where serial_number = :serialNumber
    and state = :stateRead and state = :nextState and num_nulls(uses_left, return_at) = 2
    and (fetched_at is not null or claim_until is null or handed_out_at is not null)
  for share`;

/**
 * Records a use, with ticket, redemption and audit event in one statement, which commits at once on a pool. Returns
 * undefined, and records nothing, when the ticket is no longer as it was read, or the device has sent this scan
 * id before.
 *
 * A ticket with a claim deadline was fetched when it is shown at a door, so that it cannot lapse from now on; of
 * another, and of one that was handed out, a use does not show as a fetch. A ticket that was to be given back is kept.
 * An anonymised one loses the use, too, and the redemption does not name it.
 */
export const recordUse = (
  db: Db,
  use: Use,
  read: Pick<TicketAtDoor, "state" | "usesLeft">,
): Promise<OwedForUse | undefined> => recordUseOf(db, changedTicket, use, read);

/**
 * Records a use of a ticket with unlimited uses as `recordUse` does, without waiting for other doors that scan it.
 * Returns undefined, and records nothing, also when the use has to show on the ticket.
 */
export const recordUnlimitedUse = (
  db: Db,
  use: Use,
  read: Pick<TicketAtDoor, "state" | "usesLeft">,
): Promise<OwedForUse | undefined> => recordUseOf(db, sharedTicket, use, read);

async function recordUseOf(
  db: Db,
  used: string,
  use: Use,
  read: Pick<TicketAtDoor, "state" | "usesLeft">,
): Promise<OwedForUse | undefined> {
  const values = { ...use, stateRead: read.state, usesRead: read.usesLeft };
  const row = await sql(db, values)
    .row<Omit<OwedForUse, "changeKind"> & { changeKind: ChangeKind | null }>(
      `
    with used as (${used}
    ), redemption as (
      insert into redemptions (door_device_id, scan_id, serial_number, offer_id, scanned_at,
        received_at, accepted, admitted, uses_left, complimentary, municipality_number)
      select :doorDeviceId::uuid, :scanId, serial_number, offer_id, :scannedAt::timestamptz,
        :receivedAt::timestamptz, true, :admitted::int, :usesLeft::int, complimentary, municipality_number
      from used
      returning id, offer_id
    ), audited as (
      -- The offer, not the ticket: the audit trail must not reveal where a child was.
      insert into audit_events (actor, action, subject, detail)
      select :doorDeviceId, 'ticket.redeemed', offer_id,
        jsonb_build_object('redemptionId', id, 'admitted', :admitted::int)
      from redemption
    )
    select offer_id, is_in_google,
      case when exists (
        select from registrations where registrations.serial_number = used.serial_number
      ) then change_kind end as change_kind,
      array(
        select id from webhooks
        where webhooks.provider_id = used.provider_id and 'ticket.used' = any(events)
          and stopped_at is null) as webhook_ids
    from used`,
    )
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) return undefined;
      throw error;
    });
  return row && { ...row, changeKind: row.changeKind ?? undefined };
}
