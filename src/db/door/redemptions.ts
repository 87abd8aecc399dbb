import type { Texts } from "../../domain/language.ts";
import type { RecordedReason, ScanOutcome } from "../../domain/door/extra-admission.ts";
import type { RedeemablePass } from "../../domain/door/redemption.ts";
import type { EventTimes } from "../../domain/offers/offer.ts";
import type { OpeningHours } from "../../domain/offers/opening-hours.ts";
import type { OpeningTerms } from "../../domain/offers/next-opening.ts";
import type { Period } from "../../domain/period.ts";
import type { OfferPart } from "../../domain/offers/parts.ts";
import type { ValidFor } from "../../domain/offers/valid-for.ts";
import type { Db, Trx } from "../connect.ts";
import { sessionsOf, type StoredSession } from "../event-times.ts";
import { lastsUntil } from "../lasts-until.ts";
import { ticketLine } from "../ticket-line.ts";
import { withValidity, type ValidityRow } from "../validity.ts";
import { omitNulls, sql } from "../sql.ts";

/** A ticket at the door: what the rules ask, and what door staff see. Never its holder. */
export interface TicketAtDoor extends Omit<RedeemablePass, "usedThatDay"> {
  serialNumber: string;
  offerId: string;
  title: Texts;
  admits: number;
  /** null: unlimited. */
  uses: number | null;
  validFor?: ValidFor | undefined;
  parts?: OfferPart[] | undefined;
  /** Uses left of each part; null: none was ticked off, or it has none. */
  partsLeft: number[] | null;
  /** Anonymised: a scan must not name it. */
  erased: boolean;
  /** The scan was recorded before; one that another request records just now does not show. */
  isKnownScan: boolean;
}

/** What the rules ask of a ticket that a scanner has read; another door may be using it meanwhile. */
export async function findTicketAtDoor(
  db: Db,
  scan: { serialNumber: string; doorDeviceId: string; scanId: string },
  lock = "",
): Promise<TicketAtDoor | undefined> {
  const row = await sql(db, scan).row<
    ValidityRow<Omit<TicketAtDoor, "sessions" | "hoursBefore">> & {
      sessions: StoredSession[] | null;
      movedFromHours: OpeningHours[] | null;
      movedAt: Date | null;
    }
  >(`
    select passes.serial_number, passes.offer_id, offers.provider_id, passes.state,
      passes.uses_left, passes.ended_at, passes.erased_at is not null as erased, offers.title,
      1 + offers.companions as admits, offers.valid_from, offers.valid_until, offers.weekdays,
      offers.blackout, offers.hours, offers.moved_from_hours, offers.moved_at, offers.uses_per_day,
      offers.uses, offers.valid_for, offers.parts, passes.parts_left, offers.sessions, ${lastsUntil},
      exists (
        select from redemptions
        where redemptions.door_device_id = :doorDeviceId and redemptions.scan_id = :scanId
      ) as is_known_scan
    from passes join offers on offers.id = passes.offer_id
    where passes.serial_number = :serialNumber
    ${lock}`);
  if (!row) return undefined;
  const { movedFromHours: hours, movedAt: until, sessions, ...others } = row;
  const ticket = withValidity<TicketAtDoor>({
    ...others,
    sessions: sessionsOf(sessions),
    ...(hours && until && { hoursBefore: { hours, until } }),
  });
  return omitNulls(ticket, "weekdays", "blackout", "hours", "usesPerDay", "validFor", "parts");
}

/** The same, locked until the transaction ends, so that two doors decide one after the other. */
export const lockTicketAtDoor = (trx: Trx, scan: Parameters<typeof findTicketAtDoor>[1]) =>
  findTicketAtDoor(trx, scan, "for no key update of passes");

/** Scans that took a use of a ticket in a half-open period. */
export function countUses(db: Db, serialNumber: string, period: Period): Promise<number> {
  return sql(db, { serialNumber, ...period }).value(`
    select count(*)::int from counted_redemptions
    where serial_number = ${ticketLine(":serialNumber")}
      and scanned_at >= :from and scanned_at < :until`);
}

export interface Redemption {
  doorDeviceId: string;
  scanId: string;
  /** null: the barcode named no ticket. An anonymised one is not recorded. */
  serialNumber: string | null;
  offerId: string | null;
  scannedAt: Date;
  receivedAt: Date;
  outcome: ScanOutcome;
  /** Position from 1 of the part that was named, in the ticket's offer. */
  part: number | null;
}

/** Records the scan and returns its id; undefined when the device has sent this scan id before. */
export async function insertRedemption(trx: Trx, scan: Redemption): Promise<string | undefined> {
  const refused = { reason: null, admitted: 0, usesLeft: null };
  const [id] = await sql(trx, { ...scan, ...refused, ...scan.outcome }).column<string>(`
    insert into redemptions (door_device_id, scan_id, serial_number, offer_id, scanned_at,
      received_at, accepted, reason, admitted, uses_left, part, complimentary, municipality_number)
    select :doorDeviceId::uuid, :scanId, case when erased_at is null then serial_number end,
      :offerId::uuid, :scannedAt::timestamptz, :receivedAt::timestamptz, :accepted::boolean, :reason,
      :admitted::int, :usesLeft::int, :part::int, coalesce(complimentary, false),
      case when erased_at is not null then municipality_number end
    from (select) as scan left join passes on serial_number = :serialNumber
    on conflict (door_device_id, scan_id) do nothing
    returning id`);
  return id;
}

/** What an earlier scan was answered. */
export interface EarlierScan {
  serialNumber: string | null;
  outcome: Redemption["outcome"];
  title: Texts | null;
  admits: number | null;
  /** It was admitted offline and took no use. */
  isExtra: boolean;
  /** Of a refusal that is about uses: whole seconds since the latest use before it. */
  secondsSinceLastUse: number | null;
  /** When its ticket's time is over that began with the first scan; null: it has not begun. */
  lastsUntil: Date | null;
  scannedAt: Date;
  sessions?: EventTimes[] | undefined;
  /** What decides when the door opens; absent of a code that names no ticket. */
  opening?: OpeningTerms | undefined;
  parts: OfferPart[] | null;
  partsLeft: number[] | null;
  uses: number | null;
  part: number | null;
  undone: boolean;
}

export async function findScan(
  db: Db,
  doorDeviceId: string,
  scanId: string,
): Promise<EarlierScan | undefined> {
  const row = await sql(db, { doorDeviceId, scanId }).row<
    Omit<EarlierScan, "outcome" | "sessions" | "opening"> & {
      sessions: StoredSession[] | null;
      validFrom: Date | null;
      validUntil: Date;
      weekdays: number[] | null;
      blackout: [first: string, last: string][] | null;
      hours: OpeningHours[] | null;
      reason: RecordedReason | null;
      admitted: number;
      usesLeft: number | null;
    }
  >(`
    select redemptions.serial_number, redemptions.reason, redemptions.admitted,
      redemptions.scanned_at, redemptions.part, offers.sessions, offers.parts, offers.uses,
      offers.valid_from, offers.valid_until, offers.weekdays, offers.blackout, offers.hours, passes.parts_left,
      redemptions.uses_left, offers.title, 1 + offers.companions as admits,
      extra_admissions.redemption_id is not null as is_extra,
      case when redemptions.reason in ('used_up', 'daily_limit') then (
        select floor(extract(epoch from redemptions.scanned_at - max(used.scanned_at)))::int
        from part_uses as used
        where used.serial_number = redemptions.serial_number
          and coalesce(used.part, 1) = coalesce(redemptions.part, 1)
          and used.scanned_at <= redemptions.scanned_at
      ) end as seconds_since_last_use, ${lastsUntil},
      exists (select from redemption_undos where redemption_id = redemptions.id) as undone
    from redemptions left join offers on offers.id = redemptions.offer_id
    left join passes on passes.serial_number = redemptions.serial_number
    left join extra_admissions on extra_admissions.redemption_id = redemptions.id
    where redemptions.door_device_id = :doorDeviceId and redemptions.scan_id = :scanId`);
  if (!row) return undefined;
  const { reason, admitted, usesLeft, sessions, ...others } = row;
  const { validFrom: from, validUntil: until, weekdays, blackout, hours, ...scan } = others;
  const opening = from
    ? {
        validity: { from, until },
        weekdays: weekdays ?? undefined,
        blackout: blackout ?? undefined,
        hours: hours ?? undefined,
      }
    : undefined;
  const outcome =
    reason === null
      ? ({ accepted: true, admitted, usesLeft } as const)
      : ({ accepted: false, reason } as const);
  return { ...scan, opening, sessions: sessionsOf(sessions), outcome };
}
