import type { DrawFile } from "../../domain/draws/draw-file.ts";
import { runDraw } from "../../domain/draws/run-draw.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { requireDraw, type AskedDraw } from "./require-draw.ts";

/**
 * A closed draw as `npm run draw -- verify` replays it, without anything that tells who took part. Throws
 * AppError "forbidden", "not_found", and "illegal_state" before it is closed.
 */
export async function getDrawFile({ db }: Pick<Deps, "db">, asked: AskedDraw): Promise<DrawFile> {
  const { id, seed, commitment, list, listHash, passedOver } = await requireDraw(db, asked);
  if (seed === undefined) throw new AppError("illegal_state", "The draw is not closed yet.");
  const result = runDraw(list, Buffer.from(seed, "hex"), passedOver);
  return {
    ...{ format: passedOver ? "join-draw-2" : "join-draw-1", drawId: id },
    ...{ commitment, listHash, seed, list },
    ...(passedOver && { passedOver }),
    result,
  };
}
