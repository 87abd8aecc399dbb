import type { Texts } from "../../domain/language.ts";
import type { RecordedReason } from "../../domain/door/extra-admission.ts";
import type { EventTimes } from "../../domain/offers/offer.ts";
import type { OpeningHours } from "../../domain/offers/opening-hours.ts";
import type { OpeningTerms } from "../../domain/offers/next-opening.ts";
import type { OfferPart } from "../../domain/offers/parts.ts";
import type { Db } from "../connect.ts";
import { sessionsOf, type StoredSession } from "../event-times.ts";
import { lastsUntil } from "../lasts-until.ts";
import { sql } from "../sql.ts";
import type { Redemption } from "./redemptions.ts";

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
