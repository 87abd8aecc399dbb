import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * Deletes the registrations of at most `limit` anonymised tickets that all of their phones have
 * fetched, or that were anonymised before `givenUp`; and with a device's last registration its push
 * token. Returns of how many tickets. The change goes too, since a device stores the one that it was pushed
 * last. The deliveries are read ticket by ticket: joined, they would be counted for every ticket on a phone first.
 */
export async function deleteAnonymisedRegistrations(
  trx: Trx,
  due: { givenUp: Date; limit: number },
): Promise<number> {
  const serialNumbers = await sql(trx, due).column<string>(`
    select passes.serial_number from passes
    left join lateral (
      select phones, current from ticket_deliveries
      where ticket_deliveries.serial_number = passes.serial_number limit 1
    ) as delivery on true
    where passes.erased_at is not null and passes.change_number > 0
      and (passes.erased_at <= :givenUp or coalesce(delivery.current >= delivery.phones, true))
    limit :limit for no key update of passes skip locked`);
  const { count, column } = sql(trx, { serialNumbers });
  // In order, as every registration locks its device first.
  const devices = await column<string>(`
    select device_library_identifier from devices
    where device_library_identifier in (
      select device_library_identifier from registrations
      where serial_number = any(:serialNumbers::text[]))
    order by device_library_identifier for update`);
  await count("delete from registrations where serial_number = any(:serialNumbers::text[])");
  await count("delete from phone_fetches where serial_number = any(:serialNumbers::text[])");
  await sql(trx, { devices }).count(`
    delete from devices
    where device_library_identifier = any(:devices::text[]) and not exists (
      select from registrations
      where registrations.device_library_identifier = devices.device_library_identifier)`);
  await count(`
    update passes set change_number = 0, change_epoch = 0, change_transaction = 0,
      pushed_version = version
    where serial_number = any(:serialNumbers::text[])`);
  return serialNumbers.length;
}
