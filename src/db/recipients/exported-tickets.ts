import type { Texts } from "../../domain/language.ts";
import type { NavState } from "../../domain/passes/nav-state.ts";
import type { Db } from "../connect.ts";
import { navStateColumns, withNavState, type NavStateRow } from "../nav-state.ts";
import { sql } from "../sql.ts";

/** A ticket as NAV's export tells of it: no use, and nothing that follows from use. */
export interface ExportedTicket {
  serialNumber: string;
  /** The ticket that took its place on a new phone. */
  replacedBy: string | null;
  allocationId: string | null;
  /** The message that announced it. */
  messageId: string | null;
  offerId: string;
  title: Texts;
  provider: string;
  state: NavState;
  createdAt: Date;
  /** Before which it was neither issued nor announced. */
  heldUntil: Date | null;
  issuedAt: Date | null;
  claimUntil: Date | null;
  fetched: boolean;
  /** When NAV printed it. */
  handedOutAt: Date | null;
  /** Devices with Apple Wallet that hold it. */
  devices: number;
  inGoogle: boolean;
}

/** All tickets that lead to the recipient, the latest first; those that were replaced come last. */
export async function exportedTickets(
  db: Db,
  recipientId: string,
  at: Date,
): Promise<ExportedTicket[]> {
  const rows = await sql(db, { recipientId, at }).rows<NavStateRow<ExportedTicket>>(`
    select passes.serial_number, passes.replaced_by, passes.allocation_id, passes.message_id, passes.offer_id,
      offers.title, providers.name as provider, ${navStateColumns}, passes.created_at,
      passes.held_until, passes.issued_at, passes.claim_until,
      passes.fetched_at is not null as fetched, passes.handed_out_at,
      (select count(*)::int from registrations
       where registrations.serial_number = passes.serial_number) as devices,
      coalesce(passes.google_saved, false) as in_google
    from passes
    join offers on offers.id = passes.offer_id
    join providers on providers.id = offers.provider_id
    where passes.recipient_id = :recipientId::uuid
    order by passes.replaced_by is not null, passes.created_at desc, offers.title ->> 'nb', passes.serial_number`);
  return rows.map((row) => withNavState(row));
}
