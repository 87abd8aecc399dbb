import type { ManifestSince } from "../../domain/door/manifest-since.ts";
import type { Texts } from "../../domain/language.ts";
import type { OpeningHours } from "../../domain/offers/opening-hours.ts";
import type { OfferPart } from "../../domain/offers/parts.ts";
import type { ValidFor } from "../../domain/offers/valid-for.ts";
import type { Period } from "../../domain/period.ts";
import type { Db } from "../connect.ts";
import type { StoredSession } from "../event-times.ts";
import { sql } from "../sql.ts";

/** What a scanner needs to know of an offer. */
export interface ScannableOffer {
  id: string;
  title: Texts;
  validFrom: Date;
  validUntil: Date;
  weekdays: number[] | null;
  blackout: [first: string, last: string][] | null;
  hours: OpeningHours[] | null;
  /** null: unlimited. */
  uses: number | null;
  usesPerDay: number | null;
  validFor: ValidFor | null;
  sessions: StoredSession[] | null;
  parts: OfferPart[] | null;
  admits: number;
  /** Its tickets bear codes of the provider's own, which no scanner can check alone. */
  ownCodes: boolean;
}

/** The provider's offers that have been open and whose validity has not ended. */
export function scannableOffers(db: Db, providerId: string, at: Date): Promise<ScannableOffer[]> {
  return sql(db, { providerId, at }).rows(`
    select id, title, valid_from, valid_until, weekdays, blackout, hours, uses, uses_per_day,
      valid_for, sessions, parts,
      1 + companions as admits, own_codes is not null as own_codes
    from offers
    where provider_id = :providerId and state in ('open', 'paused', 'closed') and valid_until > :at
    order by valid_until, id`);
}

export interface ManifestTickets {
  /** 12 bytes a ticket, in the order of their ids; domain/door/ticket-hash.ts has the id. */
  entries: Buffer;
  /** 12 bytes for each whose time began with its first scan: its id, and the second in which that is over. */
  times: Buffer;
  /** 12 bytes for each part of the tickets of which one was ticked off: id, position from 1 and uses left, 2 bytes each. */
  parts: Buffer;
  /** Whether these are all tickets that are not as issued; else those that changed since the mark. */
  complete: boolean;
  mark: ManifestSince;
}

/**
 * The provider's tickets that ended early or were used, or, with a mark of this life of the database server, those
 * that changed after it. An entry holds the ticket's id (8 bytes), its uses left (-1: unlimited, -2: revoked, -3:
 * returned, -4: lapsed) and, where they are limited, its uses in the given period (2 bytes each). The mark names what
 * was still under way, so that a transaction that commits late is never skipped.
 */
export async function manifestTickets(
  db: Db,
  wanted: { providerId: string; at: Date; salt: Buffer; since: ManifestSince | undefined } & Period,
): Promise<ManifestTickets> {
  const none: ManifestSince = { epoch: -1, change: 0, underWay: [] };
  const { entries, times, parts, complete, ...mark } = await sql(db, {
    ...wanted,
    ...(wanted.since ?? none),
  }).onlyRow<ManifestSince & { entries: Buffer; times: Buffer; parts: Buffer; complete: boolean }>(`
    with given as materialized (
      select change_epoch() as epoch, :epoch::bigint = change_epoch()
        and :change::bigint <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint as known
    ), scannable as (
      select id, uses, uses_per_day, valid_for, parts from offers
      where provider_id = :providerId and valid_until > :at
    ), today as (
      select coalesce(passes.replaced_by, passes.serial_number) as serial_number, count(*)::int as used
      from counted_redemptions join scannable on scannable.id = offer_id
      join passes on passes.serial_number = counted_redemptions.serial_number
      where uses_per_day is not null and scanned_at >= :from and scanned_at < :until
      group by 1
    ), tickets as (
      select passes.serial_number, passes.state, passes.uses_left, passes.ended_at, scannable.uses,
        scannable.valid_for, passes.lasts_until, scannable.parts, passes.parts_left,
        substr(sha256(:salt || convert_to(passes.serial_number, 'UTF8')), 1, 8) as id,
        passes.change_transaction, passes.change_epoch = given.epoch as is_of_this_life
      from given, scannable join passes on passes.offer_id = scannable.id
      where passes.state <> 'pending' and (not given.known
        or passes.change_epoch = given.epoch and (
          passes.change_transaction >= :change
          or passes.change_transaction = any(:underWay::bigint[])))
    ), entries as (
      select id || int2send((case tickets.state when 'revoked' then -2 when 'returned' then -3
            when 'lapsed' then -4 else coalesce(uses_left, -1) end)::int2)
        || int2send(coalesce(today.used, 0)::int2) as entry
      from given, tickets left join today using (serial_number)
      where given.known or ended_at is not null or uses_left is distinct from uses
        or today.used > 0
    ), times as (
      -- As an unsigned number: the last four of eight bytes.
      select id || substr(int8send(coalesce(floor(extract(epoch from lasts_until)), 0)::int8), 5) as time
      from given, tickets
      where valid_for is not null and (given.known or lasts_until is not null)
    ), parts as (
      -- An anonymised ticket has no "parts_left", and nothing is left of a used one.
      select id || int2send(position::int2)
        || int2send((case when state = 'used' then 0 else coalesce(parts_left[position], uses) end)::int2) as part
      from given, tickets, generate_series(1, jsonb_array_length(tickets.parts)) as position
      where given.known or parts_left is not null or state = 'used'
    ), marked as (
      select greatest(max(change_transaction) filter (where is_of_this_life) + 1,
        max(:change::bigint) filter (where given.known), 0) as change
      from given left join tickets on true
    )
    select coalesce((select string_agg(entry, '' order by entry) from entries), '') as entries,
      coalesce((select string_agg(time, '' order by time) from times), '') as times,
      coalesce((select string_agg(part, '' order by part) from parts), '') as parts,
      not given.known as complete, given.epoch, marked.change,
      array(select id::text::bigint from pg_snapshot_xip(pg_current_snapshot()) as id
        where id::text::bigint < marked.change) as under_way
    from given, marked`);
  return { entries, times, parts, complete, mark };
}
