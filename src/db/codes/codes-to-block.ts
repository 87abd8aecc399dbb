import type { Db } from "../connect.ts";
import { sql } from "../sql.ts";

/** A revealed code of a ticket that has ended otherwise than by use. */
export interface CodeToBlock {
  id: string;
  codeSealed: Buffer;
  /** The ticket's id in webhooks. */
  ticketId: string;
  state: "revoked" | "returned" | "lapsed";
  endedAt: Date;
}

/** The codes of an offer that may still work though their tickets are revoked or returned; the latest first. */
export function listCodesToBlock(db: Db, offerId: string): Promise<CodeToBlock[]> {
  return sql(db, { offerId }).rows(`
    select provider_codes.id, provider_codes.code_sealed, passes.provider_ticket_id as ticket_id,
      passes.state, passes.ended_at
    from provider_codes join passes on passes.serial_number = provider_codes.serial_number
    where provider_codes.offer_id = :offerId and provider_codes.state = 'revealed'
      and passes.state in ('revoked', 'returned', 'lapsed')
    order by passes.ended_at desc, provider_codes.id`);
}
