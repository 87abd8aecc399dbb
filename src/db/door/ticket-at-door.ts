import type { Texts } from "../../domain/language.ts";
import type { RedeemablePass } from "../../domain/door/redemption.ts";
import type { OpeningHours } from "../../domain/offers/opening-hours.ts";
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
