import type { Trx } from "../connect.ts";
import { live } from "../live.ts";
import { deleteEmptyHousehold } from "../recipients/household-members.ts";
import { isLinkOf } from "../recipients/guardian-links.ts";
import { sql } from "../sql.ts";

/**
 * Anonymises at most `limit` tickets that ended before the instant: deletes every link from them to
 * recipient, allocation and moment. Days and counts stay. Returns their serial numbers. Skips locked
 * tickets. A used one counts from the end or cancellation of its offer, as an unused one does: its absence would
 * tell NAV of its use. A replaced one is kept until the ticket in its place is anonymised, which counts its uses.
 */
export async function anonymisePasses(
  trx: Trx,
  due: { endedUntil: Date; at: Date; limit: number },
): Promise<string[]> {
  const serialNumbers = await sql(trx, due).column<string>(`
    select serial_number from passes
    where ended_at <= :endedUntil and erased_at is null
      and (state <> 'used' or exists (
        select from offers where offers.id = passes.offer_id
          and least(offers.valid_until, offers.cancelled_at) <= :endedUntil))
      and not exists (
        select from passes as current
        where current.serial_number = passes.replaced_by and current.erased_at is null)
    order by ended_at limit :limit for no key update skip locked`);
  await anonymise(trx, serialNumbers, due.at);
  return serialNumbers;
}

const anonymise = (trx: Trx, serialNumbers: string[], at: Date) =>
  sql(trx, { serialNumbers, at }).count(
    "select anonymise_passes(:serialNumbers::text[], :at::timestamptz)",
  );

/** Deletes the refusals of allocations made before the instant, which name recipients; their number stays. */
export async function deleteRefusals(trx: Trx, madeUntil: Date): Promise<void> {
  await sql(trx, { madeUntil }).count(`
    update allocations set refusals = '[]' where created_at <= :madeUntil and refusals <> '[]'`);
}

/** A condition on a recipient: neither it nor another of its household, whom its links may show, has a ticket. */
const isWithoutTickets = `not exists (
  select from passes join recipients as child on child.id = passes.recipient_id
  where child.id = recipients.id or child.household_id = recipients.household_id)`;

/**
 * Locks at most `limit` recipients without a ticket in the household whose link was created before the instant, and revokes
 * these links; deletes as old links of complimentary tickets that are anonymised. Returns how many recipients it
 * locked. Skips locked ones.
 */
export async function endClaimLinks(
  trx: Trx,
  due: { createdUntil: Date; limit: number },
): Promise<number> {
  const recipientIds = await sql(trx, due).column<string>(`
    select recipients.id from recipients
    where exists (
        select from claim_links
        where ${isLinkOf("recipients.id")}
          and revoked_at is null and claim_links.created_at <= :createdUntil)
      and ${isWithoutTickets}
    order by recipients.id limit :limit for update of recipients skip locked`);
  // A complimentary ticket's link belongs to that ticket alone.
  const { count } = sql(trx, { ...due, recipientIds });
  await count(`
    delete from claim_links
    where hand_out_id is not null and created_at <= :createdUntil
      and not exists (select from passes where passes.claim_link_id = claim_links.id)`);
  // Looked up again behind the lock: an allocation may have come in between, and relies on the link.
  await count(`
    update claim_links set revoked_at = now()
    from recipients
    where recipients.id = any(:recipientIds::uuid[]) and revoked_at is null
      and ${isLinkOf("recipients.id")}
      and ${isWithoutTickets}`);
  return recipientIds.length;
}

/** The recipient's live tickets. */
export function liveTicketsOf(trx: Trx, recipientId: string): Promise<string[]> {
  return sql(trx, { recipientId }).column(`
    select serial_number from passes where recipient_id = :recipientId and state in ${live}`);
}

/**
 * Locks the recipient's tickets in order, and then the recipient against new ones: it waits for an
 * allocation that is inserting them, which has all its locks by then.
 */
export async function lockForRemoval(trx: Trx, recipientId: string): Promise<void> {
  const { count } = sql(trx, { recipientId });
  await count(`
    select from passes where recipient_id = :recipientId
    order by serial_number for no key update`);
  await count("select from recipients where id = :recipientId for update");
}

/**
 * Deletes the recipient with claim links, messages and refusals, and the household of a last member.
 * All tickets, which are locked and have ended, are anonymised.
 */
export async function deleteRecipient(trx: Trx, recipientId: string, at: Date): Promise<void> {
  const { count, column } = sql(trx, { recipientId, at });
  const held = await column<string>(
    "select serial_number from passes where recipient_id = :recipientId",
  );
  await anonymise(trx, held, at);
  await count(`
    update allocations set refusals = (
      select coalesce(jsonb_agg(refusal), '[]') from jsonb_array_elements(refusals) as refusal
      where refusal ->> 'recipientId' <> :recipientId::text)
    where refusals <> '[]'
      and refusals @> jsonb_build_array(jsonb_build_object('recipientId', :recipientId::text))`);
  await count("delete from messages where recipient_id = :recipientId");
  const [householdId] = await column<string | null>(
    "delete from recipients where id = :recipientId returning household_id",
  );
  if (householdId) await deleteEmptyHousehold(trx, householdId);
}
