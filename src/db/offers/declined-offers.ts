import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Sets where a locked offer is declined. The database refuses a municipality that the offer does not name. */
export async function setDeclinedIn(
  trx: Trx,
  declined: { offerId: string; municipalities: string[] },
): Promise<void> {
  await sql(trx, declined).count(`
    update offers set declined_in = :municipalities::text[] where id = :offerId::uuid`);
}
