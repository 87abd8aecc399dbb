import type { DrawFile } from "../../domain/draws/draw-file.ts";
import { runDraw } from "../../domain/draws/draw.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireDraw } from "./require-draw.ts";

/**
 * A drawn list as `npm run draw -- verify` replays it, without anything that tells who took part. Throws
 * AppError "forbidden", "not_found", and "illegal_state" before the draw.
 */
export async function getDrawFile(
  { db }: Pick<Deps, "db">,
  { actor, drawId }: { actor: Actor; drawId: string },
): Promise<DrawFile> {
  const { id, seed, seedHash, list, listHash } = await requireDraw(db, actor, drawId);
  if (seed === undefined) throw new AppError("illegal_state", "The list is not drawn yet.");
  const result = runDraw(list, Buffer.from(seed, "hex"));
  return { format: "join-draw-1", drawId: id, seedHash, listHash, seed, list, result };
}
