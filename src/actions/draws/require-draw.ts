import type { Db } from "../../db/connect.ts";
import { findDraw, type Draw } from "../../db/draws/draws.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor } from "../deps.ts";

/** Who asks for which draw, and of which offer it has to be. */
export interface AskedDraw {
  actor: Actor;
  drawId: string;
  offerId?: string | undefined;
}

/** A draw of the officer's municipalities. Throws AppError "forbidden" or "not_found". */
export async function requireDraw(db: Db, { actor, drawId, offerId }: AskedDraw): Promise<Draw> {
  const municipalities = requireNav(actor);
  const draw = isUuid(drawId) ? await findDraw(db, drawId, municipalities) : undefined;
  const isOfOffer = offerId === undefined || draw?.offerId === offerId.toLowerCase();
  if (!draw || !isOfOffer) throw new AppError("not_found", "There is no such draw.");
  return draw;
}
