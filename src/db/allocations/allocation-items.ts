import type { RefusalReason } from "../../domain/allocations/allocation.ts";
import type { Db } from "../connect.ts";
import { isOwnPass } from "../passes/own-passes.ts";
import { sql } from "../sql.ts";

/** What of one offer an allocation gave to a recipient, or refused. */
export interface StoredItem {
  recipientId: string;
  offerId: string;
  status: "allocated" | "refused";
  /** Of a refusal. */
  reason: RefusalReason | null;
  passes: { serialNumber: string }[];
}

/**
 * The allocation's items of the municipalities' recipients, by recipient and offer; without anonymised tickets
 * and old refusals, of which no recipient is known.
 */
export function allocationItems(
  db: Db,
  allocationId: string,
  municipalities: string[],
): Promise<StoredItem[]> {
  return sql(db, { allocationId, municipalities }).rows(`
    select recipient_id, offer_id, 'allocated' as status, null as reason,
      jsonb_agg(jsonb_build_object('serialNumber', serial_number) order by serial_number) as passes
    from passes
    where allocation_id = :allocationId::uuid and ${isOwnPass}
    group by recipient_id, offer_id
    union all
    select recipients.id, (refusal ->> 'offerId')::uuid, 'refused', refusal ->> 'reason', '[]'
    from allocations
    cross join lateral jsonb_array_elements(allocations.refusals) as refusal
    join recipients on recipients.id = (refusal ->> 'recipientId')::uuid
      and recipients.municipality_number = any(:municipalities::text[])
    where allocations.id = :allocationId::uuid
    order by recipient_id, offer_id, status`);
}
