import { latestDraws, type DrawSummary } from "../../db/draws/draws.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";

/** The officer's municipalities' latest hundred draws, newest first. Throws AppError("forbidden"). */
export async function listDraws(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<DrawSummary[]> {
  return latestDraws(db, requireNav(actor));
}
