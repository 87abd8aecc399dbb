import { allocationItems, type StoredItem } from "../../db/allocations/allocation-items.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { getAllocation } from "./get-allocation.ts";

/** What an allocation gave and refused, by recipient and offer. Throws AppError "forbidden", "not_found". */
export async function listAllocationItems(
  { db, clock }: Pick<Deps, "clock" | "db">,
  { actor, allocationId }: { actor: Actor; allocationId: string },
): Promise<StoredItem[]> {
  const { id } = await getAllocation({ db, clock }, { actor, allocationId });
  return allocationItems(db, id, requireNav(actor));
}
