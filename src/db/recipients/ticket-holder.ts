import type { Texts } from "../../domain/language.ts";
import type { NavState } from "../../domain/passes/nav-state.ts";
import { isCodeShown } from "../codes/shown-codes.ts";
import type { Db } from "../connect.ts";
import { navStateColumns, withNavState, type NavStateRow } from "../nav-state.ts";
import { sql } from "../sql.ts";

export interface TicketHolder {
  recipientId: string;
  title: Texts;
  provider: string;
  state: NavState;
  /** A code of the provider's own was shown: it works until the provider blocks it. */
  codeShown: boolean;
}

/** The ticket's holder; undefined when the ticket is unknown or anonymised. */
export async function findTicketHolder(
  db: Db,
  serialNumber: string,
  at: Date,
): Promise<TicketHolder | undefined> {
  const found = await sql(db, { serialNumber, at }).row<NavStateRow<TicketHolder>>(`
    select passes.recipient_id, offers.title, providers.name as provider, ${navStateColumns},
      ${isCodeShown} as code_shown
    from passes
    join offers on offers.id = passes.offer_id
    join providers on providers.id = offers.provider_id
    where passes.serial_number = :serialNumber and passes.recipient_id is not null`);
  return found && withNavState(found);
}
