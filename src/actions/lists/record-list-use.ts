import { noteListUse } from "../../db/lists/recipient-lists.ts";
import { dayInOslo } from "../../domain/period.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Notes that the officer chose from a saved list, from which its retention counts anew. Throws AppError("forbidden"). */
export async function recordListUse(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor, listId }: { actor: Actor; listId: string },
): Promise<void> {
  const list = { id: listId, municipalities: requireNav(actor), today: dayInOslo(clock.now()) };
  await unitOfWork({ db }, ({ trx }) => noteListUse(trx, list));
}
