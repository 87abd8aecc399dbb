import type { Texts } from "../../domain/language.ts";
import type { Period } from "../../domain/period.ts";
import type { NavState } from "../../domain/passes/nav-state.ts";
import type { Db } from "../connect.ts";
import { isLiveToNav, navStateColumns, withNavState, type NavStateRow } from "../nav-state.ts";
import { sql } from "../sql.ts";
import { withValidity, type ValidityRow } from "../validity.ts";

/** A ticket as NAV follows it: which wallets it reached, never whether, where or when it was used. */
export interface HeldTicket {
  serialNumber: string;
  offerId: string;
  /** Null once the allocation is unknown. */
  allocationId: string | null;
  title: Texts;
  provider: string;
  validity: Period;
  state: NavState;
  fetched: boolean;
  /** NAV printed it. */
  handedOut: boolean;
  /** Devices with Apple Wallet that hold it. */
  devices: number;
  inGoogle: boolean;
}

/** A recipient's tickets, live ones first; without those that were replaced. */
export async function heldTickets(db: Db, recipientId: string, at: Date): Promise<HeldTicket[]> {
  const rows = await sql(db, { recipientId, at }).rows<NavStateRow<ValidityRow<HeldTicket>>>(`
    select passes.serial_number, passes.offer_id, passes.allocation_id, offers.title,
      providers.name as provider, offers.valid_from,
      offers.valid_until, ${navStateColumns},
      passes.fetched_at is not null as fetched, passes.handed_out_at is not null as handed_out,
      (select count(*)::int from registrations
       where registrations.serial_number = passes.serial_number) as devices,
      coalesce(passes.google_saved, false) as in_google
    from passes
    join offers on offers.id = passes.offer_id
    join providers on providers.id = offers.provider_id
    where passes.recipient_id = :recipientId::uuid and passes.replaced_by is null
    order by not ${isLiveToNav}, passes.created_at desc, offers.title ->> 'nb', passes.serial_number`);
  return rows.map((row) => withValidity<HeldTicket>(withNavState(row)));
}

/** How many pending and live tickets, as NAV sees them, each of the recipients holds. */
export async function countHeldTickets(
  db: Db,
  { recipientIds, at }: { recipientIds: string[]; at: Date },
): Promise<Map<string, number>> {
  const rows = await sql(db, { recipientIds, at }).rows<{ recipientId: string; held: number }>(`
    select recipient_id, count(*)::int as held
    from passes
    where recipient_id = any(:recipientIds::uuid[]) and ${isLiveToNav}
    group by recipient_id`);
  return new Map(rows.map(({ recipientId, held }) => [recipientId, held]));
}
