import type { Db, Trx } from "../connect.ts";
import { live } from "../live.ts";
import { sql } from "../sql.ts";

/** How many codes are in each state. */
export interface CodeStock {
  free: number;
  reserved: number;
  revealed: number;
  used: number;
  expired: number;
  withdrawn: number;
}

export interface CodeBatch extends CodeStock {
  id: string;
  name: string;
  createdAt: Date;
  /** A code of it is free, or on a live ticket. */
  isInUse: boolean;
}

const counts = (
  [
    "free",
    "reserved",
    "revealed",
    "used",
    "expired",
    "withdrawn",
  ] as const satisfies (keyof CodeStock)[]
)
  .map((state) => `count(*) filter (where provider_codes.state = '${state}')::int as ${state}`)
  .join(", ");

/** The stock of an offer's codes. */
export function findCodeStock(db: Db, offerId: string): Promise<CodeStock> {
  return sql(db, { offerId }).onlyRow(`
    select ${counts} from provider_codes where offer_id = :offerId`);
}

/** The batches of an offer's codes, the latest first. */
export function listBatches(db: Db, offerId: string): Promise<CodeBatch[]> {
  return sql(db, { offerId }).rows(`
    select code_batches.id, code_batches.name, code_batches.created_at, ${counts},
      coalesce(bool_or(provider_codes.state in ('free', 'expired', 'reserved')
        or provider_codes.state = 'revealed' and passes.state in ${live}), false) as is_in_use
    from code_batches left join provider_codes on provider_codes.batch_id = code_batches.id
    left join passes on passes.serial_number = provider_codes.serial_number
    where code_batches.offer_id = :offerId
    group by code_batches.id order by code_batches.created_at desc, code_batches.id`);
}

/** Marks free codes that are over as expired. Returns how many. */
export function expireCodes(trx: Trx, at: Date): Promise<number> {
  return sql(trx, { at }).count(`
    update provider_codes set state = 'expired' where state = 'free' and expires_at <= :at`);
}

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
