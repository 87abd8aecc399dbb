import type { Texts } from "../../domain/language.ts";
import type { Period } from "../../domain/period.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { Db } from "../connect.ts";

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
  const { rows } = await db.raw<{ rows: (HeldTicket & { from: Date; until: Date })[] }>(
    `select passes.serial_number as "serialNumber", offers.title, providers.name as provider,
       offers.valid_from as "from", offers.valid_until as until, passes.state,
       passes.fetched_at is not null as fetched,
       (select count(*)::int from registrations
        where registrations.serial_number = passes.serial_number) as devices,
       passes.google_version > 0 as "inGoogle"
     from passes
     join offers on offers.id = passes.offer_id
     join providers on providers.id = offers.provider_id
     where passes.recipient_id = ?::uuid
     order by passes.state not in ('pending', 'active'), passes.created_at desc,
       passes.serial_number`,
    [recipientId],
  );
  return rows.map(({ from, until, ...ticket }) => ({ ...ticket, validity: { from, until } }));
}

/** How many live tickets each of the recipients holds. */
export async function countHeldTickets(
  db: Db,
  recipientIds: string[],
): Promise<Map<string, number>> {
  const { rows } = await db.raw<{ rows: { recipientId: string; held: number }[] }>(
    `select recipient_id as "recipientId", count(*)::int as held
     from passes
     where recipient_id = any(?::uuid[]) and state in ('pending', 'active')
     group by recipient_id`,
    [recipientIds],
  );
  return new Map(rows.map(({ recipientId, held }) => [recipientId, held]));
}

/** Whose the ticket is; undefined when it is unknown or the link between child and ticket is gone. */
export async function findTicketHolder(
  db: Db,
  serialNumber: string,
): Promise<{ recipientId: string; title: Texts; provider: string; state: PassState } | undefined> {
  const { rows } = await db.raw<{
    rows: { recipientId: string; title: Texts; provider: string; state: PassState }[];
  }>(
    `select passes.recipient_id as "recipientId", offers.title, providers.name as provider,
       passes.state
     from passes
     join offers on offers.id = passes.offer_id
     join providers on providers.id = offers.provider_id
     where passes.serial_number = ? and passes.recipient_id is not null`,
    [serialNumber],
  );
  return rows[0];
}
