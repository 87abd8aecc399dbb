import { recordAudit } from "../../db/audit.ts";
import { lockDraw, setDrawClosed } from "../../db/draws/draws.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireDraw, type AskedDraw } from "./require-draw.ts";

/**
 * Closes a draw: shows its seed, which fixes every place. A closed draw is not changed. Throws AppError "forbidden",
 * "not_found", and "illegal_state" for a stopped one.
 */
export async function closeDraw(
  deps: Pick<Deps, "db" | "keyRing">,
  asked: AskedDraw,
): Promise<void> {
  await unitOfWork(deps, async ({ trx }) => {
    const { id } = await requireDraw(trx, asked);
    const { state, seedSealed } = await lockDraw(trx, id);
    if (state === "closed" || state === "confirmed") return;
    if (state !== "committed" || !seedSealed) {
      throw new AppError("illegal_state", "The draw was stopped by a later one.");
    }
    const seed = deps.keyRing.decrypt({ column: "draws.seed_sealed", row: id }, seedSealed);
    await setDrawClosed(trx, id, Buffer.from(seed, "hex"));
    await recordAudit(trx, {
      actor: asked.actor.id,
      action: "draw.closed",
      subject: id,
      detail: { seed },
    });
  });
}
