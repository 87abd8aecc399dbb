import { recordAudit } from "../../db/audit.ts";
import { lockDraw, setDrawn } from "../../db/draws/draws.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireDraw } from "./require-draw.ts";

/**
 * Shows the seed of a closed draw, which fixes everyone's place. Once is enough: a drawn one stays as it is.
 * Throws AppError "forbidden", "not_found", and "illegal_state" for a stopped one.
 */
export async function drawLots(
  deps: Pick<Deps, "db" | "keyRing">,
  { actor, drawId }: { actor: Actor; drawId: string },
): Promise<void> {
  await unitOfWork(deps, async ({ trx }) => {
    const { id } = await requireDraw(trx, actor, drawId);
    const { state, seedSealed } = await lockDraw(trx, id);
    if (state === "drawn" || state === "confirmed") return;
    if (state !== "closed" || !seedSealed) {
      throw new AppError("illegal_state", "The draw was stopped by a later one.");
    }
    const seed = deps.keyRing.decrypt({ column: "draws.seed_sealed", row: id }, seedSealed);
    await setDrawn(trx, id, Buffer.from(seed, "hex"));
    await recordAudit(trx, {
      actor: actor.id,
      action: "draw.drawn",
      subject: id,
      detail: { seed },
    });
  });
}
