import type { PassState } from "../../domain/passes/pass.ts";
import { isCodeShown } from "../codes/shown-codes.ts";
import type { Db, Trx } from "../connect.ts";
import { live } from "../live.ts";
import { isLiveToNav } from "../nav-state.ts";
import { isOwnPass } from "./own-passes.ts";
import { ticketLine } from "../ticket-line.ts";
import { sql } from "../sql.ts";
import type { ReturnedShare } from "../offers/offer-quotas.ts";

/** The offers of the tickets, whose locks come before the tickets' own. */
export function offerIdsOf(db: Db, serialNumbers: string[]): Promise<string[]> {
  return sql(db, { serialNumbers }).column(`
    select distinct offer_id from passes where serial_number = any(:serialNumbers::text[])`);
}

/**
 * Locks, in order, the live ones of the tickets; of them those neither fetched nor handed out, those to be returned
 * by `dueAt`, or those whose offer's validity ends by `outlivedAt`.
 */
export function lockLivePasses(
  trx: Trx,
  serialNumbers: string[],
  {
    unfetchedOnly = false,
    dueAt = null,
    outlivedAt = null,
  }: {
    unfetchedOnly?: boolean | undefined;
    dueAt?: Date | null;
    outlivedAt?: Date | null;
  } = {},
): Promise<string[]> {
  return sql(trx, { serialNumbers, unfetchedOnly, dueAt, outlivedAt }).column(`
    select serial_number from passes
    where serial_number = any(:serialNumbers::text[]) and state in ${live}
      and (num_nonnulls(fetched_at, handed_out_at) = 0 or not :unfetchedOnly)
      and (return_at <= :dueAt or :dueAt::timestamptz is null)
      and (:outlivedAt::timestamptz is null or exists (
        select from offers where offers.id = offer_id and valid_until <= :outlivedAt))
    order by serial_number for no key update`);
}

/** Locks, in order, those of the tickets that are pending or live as NAV sees them. */
export function lockPassesLiveToNav(
  trx: Trx,
  serialNumbers: string[],
  at: Date,
): Promise<string[]> {
  return sql(trx, { serialNumbers, at }).column(`
    select serial_number from passes
    where serial_number = any(:serialNumbers::text[]) and ${isLiveToNav}
    order by serial_number for no key update`);
}

/** Ends tickets that are locked. */
export async function endPasses(
  trx: Trx,
  serialNumbers: string[],
  state: Exclude<PassState, "pending" | "active" | "used">,
  at: Date,
): Promise<void> {
  await sql(trx, { serialNumbers, state, at }).count(`
    update passes set state = :state, ended_at = :at
    where serial_number = any(:serialNumbers::text[])`);
}

/** How many of the tickets, which are locked, were never used, by offer, complimentary ones apart. */
export function countUnused(trx: Trx, serialNumbers: string[]): Promise<ReturnedShare[]> {
  return sql(trx, { serialNumbers }).rows(`
    select passes.offer_id, passes.complimentary, count(*)::int as count
    from passes join offers on offers.id = passes.offer_id
    where passes.serial_number = any(:serialNumbers::text[])
      and passes.uses_left is not distinct from offers.uses and passes.parts_left is null
      and not exists (
        select from part_uses as redemptions
        where redemptions.serial_number = ${ticketLine("passes.serial_number")})
      and not ${isCodeShown}
    group by passes.offer_id, passes.complimentary`);
}

/** The allocation's tickets that are pending or live as NAV sees them. */
export function livePassesOfAllocation(
  db: Db,
  allocationId: string,
  visible: { municipalities: string[]; at: Date },
): Promise<string[]> {
  return sql(db, { allocationId, ...visible }).column(`
    select serial_number from passes
    where allocation_id = :allocationId and ${isLiveToNav} and ${isOwnPass}`);
}

/** Live tickets of the offer. */
export function livePassesOfOffer(db: Db, offerId: string): Promise<string[]> {
  return sql(db, { offerId }).column(`
    select serial_number from passes where offer_id = :offerId and state in ${live}`);
}

/** At most `limit` live tickets whose claim deadline has passed, the earliest deadline first. */
export function findUnclaimed(db: Db, at: Date, limit: number): Promise<string[]> {
  return sql(db, { at, limit }).column(`
    select serial_number from passes
    where claim_until <= :at and state in ${live} and fetched_at is null and handed_out_at is null
    order by claim_until limit :limit`);
}

/** Whether the time is over that began with an active ticket's first scan. */
export const isTimeUp = (at: string) => `
  passes.state = 'active' and passes.lasts_until is not null and passes.lasts_until <= ${at}`;

/** Ends, as used, at most `limit` tickets whose time is over, and returns their serial numbers. */
export function endTimedPasses(trx: Trx, at: Date, limit: number): Promise<string[]> {
  return sql(trx, { at, limit }).column(`
    update passes set state = 'used', ended_at = :at
    where serial_number in (
      select serial_number from passes where ${isTimeUp(":at")}
      order by serial_number limit :limit for no key update)
    returning serial_number`);
}

/**
 * The instant after which an offer ended lately. The number of older offers grows without bound, and hardly any has a live ticket:
 * only where a scan was sent late and took no use, or where no worker ran for days.
 */
export const endedLately = (at: Date): Date => new Date(at.getTime() - 7 * 24 * 60 * 60_000);

/**
 * At most `limit` live tickets of each offer. Offer by offer, since the planner cannot know that
 * ended offers have hardly any left, and would read every ticket there is.
 */
export const livePassesOfEach = (limit: string) => `
  cross join lateral (
    select passes.serial_number from passes
    where passes.offer_id = offers.id and passes.state in ${live} limit ${limit}
  ) as live`;

/** At most `limit` live tickets of offers whose validity ended by `at`; with `since` of those alone that ended after it. */
export function findOutlived(
  db: Db,
  of: { since?: Date | undefined; at: Date; limit: number },
): Promise<string[]> {
  return sql(db, of).column(`
    select live.serial_number from offers ${livePassesOfEach(":limit")}
    where offers.valid_until <= :at
      and offers.valid_until > coalesce(:since::timestamptz, '-infinity') limit :limit`);
}
