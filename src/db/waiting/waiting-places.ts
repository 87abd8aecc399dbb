import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A child that waits for a ticket of an offer. */
export interface WaitingPlace {
  offerId: string;
  recipientId: string;
  municipality: string;
  birthYear: number;
  enteredAt: Date;
  /** It declined a proposed ticket, and is asked again when another comes free. */
  isDeclined: boolean;
}

/** A condition on a row of waiting_places: its child waits for an offer that has not ended at `:at`. */
export const isWaiting = `waiting_places.allocation_id is null and exists (
  select from offers
  where offers.id = waiting_places.offer_id and offers.state in ('open', 'paused')
    and offers.valid_until > :at)`;

/** The children of the municipalities who wait: for one offer, or for all that have not ended. */
export function waitingPlaces(
  db: Db,
  of: { municipalities: string[]; offerId?: string | undefined; at: Date },
): Promise<WaitingPlace[]> {
  return sql(db, { offerId: null, ...of }).rows(`
    select waiting_places.offer_id, waiting_places.recipient_id,
      recipients.municipality_number as municipality, recipients.birth_year,
      waiting_places.entered_at, waiting_places.declined as is_declined
    from waiting_places join recipients on recipients.id = waiting_places.recipient_id
    where recipients.municipality_number = any(:municipalities::text[])
      and (:offerId::uuid is null or waiting_places.offer_id = :offerId::uuid) and ${isWaiting}
    order by waiting_places.offer_id, waiting_places.entered_at, waiting_places.recipient_id`);
}

/** Inserts the children's places; those who wait already keep theirs. Returns how many it inserted. */
export function insertWaitingPlaces(
  trx: Trx,
  places: { offerId: string; recipientIds: string[]; at: Date },
): Promise<number> {
  return sql(trx, places).count(`
    insert into waiting_places (offer_id, recipient_id, entered_at)
    select :offerId::uuid, recipient_id, :at::timestamptz
    from unnest(:recipientIds::uuid[]) as recipient_id order by recipient_id
    on conflict (offer_id, recipient_id) do update
    set entered_at = excluded.entered_at, declined = false, allocation_id = null
    where waiting_places.allocation_id is not null`);
}

/** Deletes the children's places. Returns how many there were. */
export function deleteWaitingPlaces(
  trx: Trx,
  places: { offerId: string; recipientIds: string[] },
): Promise<number> {
  return sql(trx, places).count(`
    delete from waiting_places
    where offer_id = :offerId and recipient_id = any(:recipientIds::uuid[])
      and allocation_id is null`);
}

/** Records that the children declined a proposed ticket of the offer, and keep their places. */
export function setDeclined(
  trx: Trx,
  places: { offerId: string; recipientIds: string[] },
): Promise<number> {
  return sql(trx, places).count(`
    update waiting_places set declined = true
    where offer_id = :offerId and recipient_id = any(:recipientIds::uuid[])
      and allocation_id is null`);
}

/** A child, and the offer for whose tickets it waits. */
export interface WaitedFor {
  offerId: string;
  recipientId: string;
}

/** Ends the waiting of those whom the allocation gives a ticket. */
export async function endWaiting(
  trx: Trx,
  allocationId: string,
  given: WaitedFor[],
): Promise<void> {
  const offerIds = given.map(({ offerId }) => offerId);
  const recipientIds = given.map(({ recipientId }) => recipientId);
  await sql(trx, { allocationId, offerIds, recipientIds }).count(`
    update waiting_places set allocation_id = :allocationId
    from unnest(:offerIds::uuid[], :recipientIds::uuid[]) as given (offer_id, recipient_id)
    where waiting_places.offer_id = given.offer_id
      and waiting_places.recipient_id = given.recipient_id and allocation_id is null`);
}

/**
 * Gives the places back of those whose tickets the undo of their allocation revoked, and who hold no other of it: not of one
 * who has returned its ticket before.
 */
export async function resumeWaiting(
  trx: Trx,
  allocationId: string,
  revoked: string[],
): Promise<void> {
  await sql(trx, { allocationId, revoked }).count(`
    update waiting_places set allocation_id = null
    where allocation_id = :allocationId and exists (
      select from passes
      where passes.serial_number = any(:revoked::text[])
        and passes.offer_id = waiting_places.offer_id
        and passes.recipient_id = waiting_places.recipient_id)
      and not exists (
      select from passes
      where passes.allocation_id = waiting_places.allocation_id
        and passes.offer_id = waiting_places.offer_id
        and passes.recipient_id = waiting_places.recipient_id
        and passes.state not in ('revoked', 'returned', 'lapsed'))`);
}

/** Deletes places at offers that have ended, and those that gave a ticket before the instant. */
export async function deleteEndedPlaces(
  trx: Trx,
  { at, givenUntil }: { at: Date; givenUntil: Date },
): Promise<void> {
  await sql(trx, { at, givenUntil }).count(`
    delete from waiting_places using offers
    where offers.id = waiting_places.offer_id and (
      offers.valid_until <= :at or offers.state = 'closed' or exists (
        select from allocations
        where allocations.id = waiting_places.allocation_id
          and allocations.created_at <= :givenUntil))`);
}
