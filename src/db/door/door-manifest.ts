import type { Texts } from "../../domain/language.ts";
import type { Db } from "../connect.ts";

/** What a scanner needs to know of an offer. */
export interface ScannableOffer {
  id: string;
  title: Texts;
  validFrom: Date;
  validUntil: Date;
  weekdays: number[] | null;
  blackout: [first: string, last: string][] | null;
  /** null: unlimited. */
  uses: number | null;
  usesPerDay: number | null;
  admits: number;
}

/** The provider's offers that were ever open and whose time is not over. */
export async function scannableOffers(
  db: Db,
  providerId: string,
  at: Date,
): Promise<ScannableOffer[]> {
  const { rows } = await db.raw<{ rows: ScannableOffer[] }>(
    `select id, title, valid_from as "validFrom", valid_until as "validUntil", weekdays, blackout,
       uses, uses_per_day as "usesPerDay", 1 + companions as admits
     from offers
     where provider_id = ? and state in ('open', 'paused', 'closed') and valid_until > ?
     order by valid_until, id`,
    [providerId, at],
  );
  return rows;
}

/** Serial numbers of the provider's tickets that ended before their offer did. */
export async function endedSerialNumbers(db: Db, providerId: string, at: Date): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select passes.serial_number
     from passes join offers on offers.id = passes.offer_id
     where offers.provider_id = ? and offers.valid_until > ? and passes.ended_at is not null
     order by passes.serial_number`,
    [providerId, at],
  );
  return rows.map(({ serial_number }) => serial_number);
}
