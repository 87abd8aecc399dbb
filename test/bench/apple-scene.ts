import type { Pool } from "../../src/db/connect.ts";
import type { PassesUpdatedSince } from "../../src/domain/apple/passes-updated-since-tag.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { anAllocation, anOffer, aRecipient } from "../support/builders.ts";

/** 22 characters of a hash: scattered over the index like a real one, and the same in every run. */
const serialOf = (number: string) =>
  `translate(encode(substr(sha256(('s' || ${number})::bytea), 1, 16), 'base64'), '+/=', '-_')`;

/**
 * Active tickets of an offer, numbered so, that changed once and are on phones: `perPhone` on each,
 * nothing owed. Their ticket numbers are counted, too: of so many, some would be drawn twice.
 */
async function registeredTickets(
  owner: Pool,
  {
    offer,
    recipientId,
    from,
    to,
    perPhone,
  }: {
    offer: Offer;
    recipientId: string;
    from: number;
    to: number;
    perPhone: number;
  },
): Promise<void> {
  const allocationId = await anAllocation(owner);
  await owner.raw(
    `insert into passes (serial_number, allocation_id, offer_id, provider_id, ticket_number,
       municipality_number, recipient_id, state, uses_left, content_version, version, pushed_version, change_epoch, change_transaction, last_modified,
       created_at, issued_at, fetched_at, token_key_id)
     select ${serialOf("number")}, ?, ?, ?, with_check_digit(lpad(number::text, 8, '0')), '5025', ?, 'active', ?, 1, 2, 2, change_epoch(), 1 + number % 2,
       date_trunc('second', now()) - interval '1 day', now() - interval '2 days',
       now() - interval '2 days', now() - interval '2 days', 'test'
     from generate_series(?::int, ?::int) as number`,
    [allocationId, offer.id, offer.providerId, recipientId, offer.uses, from, to],
  );
  await owner.raw(
    `insert into devices (device_library_identifier, push_token, pushed_epoch, pushed_snapshot)
     select md5('d' || phone), encode(sha256(('t' || phone)::bytea), 'hex'), change_epoch(),
       pg_current_snapshot()
     from generate_series(?::int, ?::int, ?) as phone`,
    [from, to, perPhone],
  );
  await owner.raw(
    `insert into registrations (device_library_identifier, serial_number, version)
     select md5('d' || (number - (number - ?::int) % ?::int)), ${serialOf("number")}, 2
     from generate_series(?::int, ?::int) as number`,
    [from, perPhone, from, to],
  );
}

/** A million tickets on half a million phones, and among them an offer on phones of its own. */
export async function aMillionTickets(
  db: Pool,
  owner: Pool,
  offer: Offer,
  { total = 1_000_000, each = 10_000 } = {},
): Promise<void> {
  const { id: recipientId } = await aRecipient(db);
  const { providerId, templateId, templateVersion } = offer;
  await owner.raw("alter table passes disable trigger number_pass");
  for (let from = 1; from <= total; from += each) {
    const its =
      from === 1
        ? offer
        : await anOffer(db, { providerId, templateId, templateVersion, quota: each });
    const perPhone = from === 1 ? 1 : 2;
    await registeredTickets(owner, {
      offer: its,
      recipientId,
      from,
      to: from + each - 1,
      perPhone,
    });
  }
  await owner.raw("alter table passes enable trigger number_pass");
  await owner.raw("vacuum (analyze) passes");
  await owner.raw("vacuum (analyze) registrations");
  await owner.raw("vacuum (analyze) devices");
}

export interface BenchTicket extends PassesUpdatedSince {
  serialNumber: string;
  device: string;
  pushToken: string;
  lastModified: Date;
}

/** Tickets with the phone that holds them: of one offer, or drawn from all. */
export async function someTickets(
  db: Pool,
  { offerId, limit }: { offerId?: string; limit: number },
): Promise<BenchTicket[]> {
  const { rows } = await db.raw<{ rows: BenchTicket[] }>(
    `with chosen as (
       select * from passes ${offerId === undefined ? "tablesample system (5)" : "where offer_id = ?"}
       order by random() limit ?
     )
     select chosen.serial_number as "serialNumber", chosen.last_modified as "lastModified",
       devices.device_library_identifier as device, devices.push_token as "pushToken",
       change_epoch() as epoch, '{}'::int[] as "underWay", (
         select 1 + max(passes.change_transaction) from registrations as held
         join passes on passes.serial_number = held.serial_number
         where held.device_library_identifier = devices.device_library_identifier
       ) as change,
       (select max(held.number) from registrations as held
         where held.device_library_identifier = devices.device_library_identifier) as registration
     from chosen
     join registrations on registrations.serial_number = chosen.serial_number
     join devices on devices.device_library_identifier = registrations.device_library_identifier`,
    [...(offerId === undefined ? [] : [offerId]), limit],
  );
  return rows;
}
