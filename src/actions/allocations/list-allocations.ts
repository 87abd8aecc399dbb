import {
  latestAllocations,
  type AllocationSummary,
} from "../../db/allocations/allocation-lines.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";
import { readPageCursor, writePageCursor } from "../page-cursor.ts";

/**
 * A page of the officer's municipalities' allocations, newest first; `nextCursor` is null on the last one.
 * Throws AppError "forbidden", or "validation_failed" for an unknown cursor.
 */
export async function listAllocations(
  { db }: Pick<Deps, "db">,
  { actor, limit = 100, cursor }: { actor: Actor; limit?: number; cursor?: string | undefined },
): Promise<{ items: AllocationSummary[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readPageCursor(cursor);
  const rows = await latestAllocations(db, requireNav(actor), { limit: limit + 1, after });
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? writePageCursor(last) : null };
}
