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
