import type { Pool } from "../../src/db/connect.ts";
import type { Offer } from "../../src/domain/offers/offer.ts";
import { aCrowd, anAllocation, testNow } from "../support/builders.ts";

/** 22 characters of a hash: scattered over the index like a real one, and the same in every run. */
const serialOf = (offer: string, number: string) =>
  `translate(encode(substr(sha256((${offer}::text || ${number})::bytea), 1, 16), 'base64'), '+/=', '-_')`;

let numbered = 0;

/**
 * Inserts active tickets of the offer, of one recipient. Their numbers are counted and not drawn: of so
 * many, some would be drawn twice.
 */
export async function manyTickets(
  owner: Pool,
  offer: Offer,
  { count, usesLeft = offer.uses }: { count: number; usesLeft?: number | null },
): Promise<void> {
  await aCrowd(owner, 1);
  const allocationId = await anAllocation(owner);
  await owner.raw("alter table passes disable trigger number_pass");
  await owner.raw(
    `insert into passes (serial_number, allocation_id, offer_id, provider_id, ticket_number,
       municipality_number, recipient_id, state, uses_left, content_version, last_modified, created_at,
       issued_at)
     select ${serialOf("?", "number")}, ?, ?, ?, with_check_digit(lpad((?::int + number)::text, 8, '0')),
       '5025', (select id from recipients limit 1), 'active', ?, 1, date_trunc('second', ?::timestamptz),
       now(), now()
     from generate_series(1, ?::int) as number`,
    [offer.id, allocationId, offer.id, offer.providerId, numbered, usesLeft, testNow, count],
  );
  await owner.raw("alter table passes enable trigger number_pass");
  numbered += count;
}

/** Serial numbers of the offer's tickets, in no order that the index knows. */
export async function serialNumbersOf(db: Pool, offer: Offer, limit: number): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { serial: string }[] }>(
    `select serial_number as serial from passes where offer_id = ? order by md5(serial_number) limit ?`,
    [offer.id, limit],
  );
  return rows.map(({ serial }) => serial);
}

/** The statements that no redemption can do without, in a transaction of their own. */
export async function bareRedemption(
  db: Pool,
  { doorDeviceId, offer, serialNumber, scanId }: Bare,
): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.raw(
      `insert into redemptions (door_device_id, scan_id, serial_number, offer_id, scanned_at,
         received_at, accepted, admitted, uses_left)
       values (?, ?, ?, ?, now(), now(), true, 1, 0)`,
      [doorDeviceId, scanId, serialNumber, offer.id],
    );
    await trx.raw(
      `update passes set uses_left = 0, state = 'used', ended_at = now() where serial_number = ?`,
      [serialNumber],
    );
  });
}

interface Bare {
  doorDeviceId: string;
  offer: Offer;
  serialNumber: string;
  scanId: string;
}
