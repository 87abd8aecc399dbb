import type { ComplimentaryQuota } from "../../domain/complimentary/hand-out.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** An offer's complimentary tickets: zero where no number has been set aside. */
export async function findComplimentaryQuota(db: Db, offerId: string): Promise<ComplimentaryQuota> {
  const found = await sql(db, { offerId }).row<ComplimentaryQuota>(
    "select set_aside, given from complimentary_quotas where offer_id = :offerId",
  );
  return found ?? { setAside: 0, given: 0 };
}

/** Sets how many are set aside of an offer that is locked. */
export async function setComplimentaryQuota(
  trx: Trx,
  quota: { offerId: string; setAside: number },
): Promise<void> {
  await sql(trx, quota).count(`
    insert into complimentary_quotas (offer_id, set_aside) values (:offerId, :setAside)
    on conflict (offer_id) do update set set_aside = excluded.set_aside`);
}

/** Counts tickets of an offer that is locked as handed out; the database refuses more than are set aside. */
export async function takeComplimentary(
  trx: Trx,
  taken: { offerId: string; count: number },
): Promise<void> {
  await sql(trx, taken).count(`
    update complimentary_quotas set given = given + :count where offer_id = :offerId`);
}
