import type { Texts } from "../../domain/language.ts";
import type { Period } from "../../domain/period.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { Db } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";
import { withValidity, type ValidityRow } from "../validity.ts";

/** A ticket as NAV follows it: which wallets it reached, never where or when it was used. */
export interface HeldTicket {
  serialNumber: string;
  title: Texts;
  provider: string;
  validity: Period;
  state: PassState;
  fetched: boolean;
  /** Devices with Apple Wallet that hold it. */
  devices: number;
  inGoogle: boolean;
}

/** A recipient's tickets, live ones first. */
export async function heldTickets(db: Db, recipientId: string): Promise<HeldTicket[]> {
  const rows = await sql(db, { recipientId }).rows<ValidityRow<HeldTicket>>(`
    select passes.serial_number, offers.title, providers.name as provider, offers.valid_from,
      offers.valid_until, passes.state, passes.fetched_at is not null as fetched,
      (select count(*)::int from registrations
       where registrations.serial_number = passes.serial_number) as devices,
      passes.google_version > 0 as in_google
    from passes
    join offers on offers.id = passes.offer_id
    join providers on providers.id = offers.provider_id
    where passes.recipient_id = :recipientId::uuid
    order by passes.state not in ${live}, passes.created_at desc, passes.serial_number`);
  return rows.map((row) => withValidity(row));
}

/** How many live tickets each of the recipients holds. */
export async function countHeldTickets(
  db: Db,
  recipientIds: string[],
): Promise<Map<string, number>> {
  const rows = await sql(db, { recipientIds }).rows<{ recipientId: string; held: number }>(`
    select recipient_id, count(*)::int as held
    from passes
    where recipient_id = any(:recipientIds::uuid[]) and state in ${live}
    group by recipient_id`);
  return new Map(rows.map(({ recipientId, held }) => [recipientId, held]));
}

/** The ticket's holder; undefined when the ticket is unknown or anonymised. */
export function findTicketHolder(
  db: Db,
  serialNumber: string,
): Promise<{ recipientId: string; title: Texts; provider: string; state: PassState } | undefined> {
  return sql(db, { serialNumber }).row(`
    select passes.recipient_id, offers.title, providers.name as provider, passes.state
    from passes
    join offers on offers.id = passes.offer_id
    join providers on providers.id = offers.provider_id
    where passes.serial_number = :serialNumber and passes.recipient_id is not null`);
}
