import type { Texts } from "../../domain/language.ts";
import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

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

/** The provider's offers that have been open and whose validity has not ended. */
export function scannableOffers(db: Db, providerId: string, at: Date): Promise<ScannableOffer[]> {
  return sql(db, { providerId, at }).rows(`
    select id, title, valid_from, valid_until, weekdays, blackout, uses, uses_per_day,
      1 + companions as admits
    from offers
    where provider_id = :providerId and state in ('open', 'paused', 'closed') and valid_until > :at
    order by valid_until, id`);
}

/** Serial numbers of the provider's tickets that ended before their offer did. */
export function endedSerialNumbers(db: Db, providerId: string, at: Date): Promise<string[]> {
  return sql(db, { providerId, at }).column(`
    select passes.serial_number
    from passes join offers on offers.id = passes.offer_id
    where offers.provider_id = :providerId and offers.valid_until > :at
      and passes.ended_at is not null
    order by passes.serial_number`);
}
