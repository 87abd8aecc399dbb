import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Archives the template, or brings it back without a moment. False when it was so already. */
export async function setArchived(
  trx: Trx,
  template: { id: string; at: Date | null },
): Promise<boolean> {
  const changed = await sql(trx, template).count(`
    update templates set archived_at = :at
    where id = :id and (archived_at is null) <> (:at::timestamptz is null)`);
  return changed > 0;
}
