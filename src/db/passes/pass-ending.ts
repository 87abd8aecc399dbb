import type { PassState } from "../../domain/passes/pass.ts";
import type { Db, Trx } from "../connect.ts";
import type { QuotaShare } from "../offers/offer-quotas.ts";

/** The offers of the tickets, whose locks come before the tickets' own. */
export async function offerIdsOf(db: Db, serialNumbers: string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { offer_id: string }[] }>(
    `select distinct offer_id from passes where serial_number = any(?::text[])`,
    [serialNumbers],
  );
  return rows.map(({ offer_id }) => offer_id);
}

/**
 * Locks, in order, those of the tickets that have not ended, or of them those nobody has fetched. A
 * statement of its own: one that locked and updated would do so row by row, and the first update takes
 * the change number's lock, which is the last that a transaction may take.
 */
export async function lockLivePasses(
  trx: Trx,
  serialNumbers: string[],
  { unfetchedOnly = false }: { unfetchedOnly?: boolean } = {},
): Promise<string[]> {
  const { rows } = await trx.raw<{ rows: { serial_number: string }[] }>(
    `select serial_number from passes
     where serial_number = any(?::text[]) and state in ('pending', 'active')
       and (fetched_at is null or not ?)
     order by serial_number for no key update`,
    [serialNumbers, unfetchedOnly],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** Ends tickets that are locked. */
export async function endPasses(
  trx: Trx,
  serialNumbers: string[],
  state: Exclude<PassState, "pending" | "active" | "used">,
  at: Date,
): Promise<void> {
  await trx.raw(`update passes set state = ?, ended_at = ? where serial_number = any(?::text[])`, [
    state,
    at,
    serialNumbers,
  ]);
}

/** How many of the tickets, which are locked, were never used, by offer. */
export async function countUnused(trx: Trx, serialNumbers: string[]): Promise<QuotaShare[]> {
  const { rows } = await trx.raw<{ rows: QuotaShare[] }>(
    `select passes.offer_id as "offerId", count(*)::int as count
     from passes join offers on offers.id = passes.offer_id
     where passes.serial_number = any(?::text[])
       and passes.uses_left is not distinct from offers.uses
       and not exists (
         select from redemptions
         where redemptions.serial_number = passes.serial_number and redemptions.accepted)
     group by passes.offer_id`,
    [serialNumbers],
  );
  return rows;
}

/** Live tickets of the allocation. */
export async function livePassesOfAllocation(db: Db, allocationId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select serial_number from passes
     where allocation_id = ? and state in ('pending', 'active')`,
    [allocationId],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** Live tickets of the offer. */
export async function livePassesOfOffer(db: Db, offerId: string): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select serial_number from passes where offer_id = ? and state in ('pending', 'active')`,
    [offerId],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/** At most `limit` tickets whose time to be fetched has passed, in the order of their serial numbers. */
export async function findUnclaimed(db: Db, at: Date, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select serial_number from passes
     where claim_until <= ? and state in ('pending', 'active') and fetched_at is null
     order by claim_until limit ?`,
    [at, limit],
  );
  return rows.map(({ serial_number }) => serial_number);
}

/**
 * At most `limit` live tickets of each offer. Offer by offer, since the database cannot know that those
 * which are over have hardly any left, and would read every ticket there is.
 */
export const livePassesOfEach = (limit: string) => `
  cross join lateral (
    select passes.serial_number from passes
    where passes.offer_id = offers.id and passes.state in ('pending', 'active') limit ${limit}
  ) as live`;

/** At most `limit` live tickets of offers that are over. */
export async function findOutlived(db: Db, at: Date, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial_number: string }[] }>(
    `select live.serial_number from offers ${livePassesOfEach("?")}
     where offers.valid_until <= ? limit ?`,
    [limit, at, limit],
  );
  return rows.map(({ serial_number }) => serial_number);
}
