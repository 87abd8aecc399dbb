import { recordAudit } from "../../db/audit.ts";
import { findDrawChildren } from "../../db/draws/draw-children.ts";
import { lockDraw, setDrawConfirmed } from "../../db/draws/draws.ts";
import { hiddenDrawRows } from "../../db/recipients/restricted.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import { runDraw } from "../../domain/draws/draw.ts";
import { AppError } from "../../errors.ts";
import { allocate } from "../allocations/allocate.ts";
import type { Deps } from "../deps.ts";
import type { WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireDraw, type AskedDraw } from "./require-draw.ts";

/**
 * Allocates a ticket to each winner of a closed draw, all or none, and returns the allocation's id. A
 * confirmed draw answers with the same.
 *
 * Throws AppError "forbidden", also where children take part whom the officer does not see; "not_found"; "illegal_state" for a draw that is not closed, or stopped;
 * "nothing_allocated" with the items when a winner cannot get its ticket any more.
 */
export async function confirmDraw(
  deps: Pick<Deps, "clock" | "config" | "keyRing"> & WebhookDeps,
  asked: AskedDraw,
): Promise<string> {
  const { actor } = asked;
  return unitOfWork(deps, async ({ trx }) => {
    const { id, offerId, list, seed } = await requireDraw(trx, asked);
    await lockOffers(trx, [offerId]);
    const { state, allocationId } = await lockDraw(trx, id);
    if (allocationId !== null) return allocationId;
    if (state !== "closed" || seed === undefined) {
      throw new AppError("illegal_state", "Only a closed draw can be confirmed.");
    }
    if ((await hiddenDrawRows(trx, id)).size > 0) {
      throw new AppError(
        "forbidden",
        "Children with a protected address take part: an officer with the role for them has to confirm.",
      );
    }
    const won = new Set(
      runDraw(list, Buffer.from(seed, "hex")).flatMap((row) =>
        row.outcome === "won" ? [row.id] : [],
      ),
    );
    const items = (await findDrawChildren(trx, id)).flatMap(({ rowId, recipientId }) =>
      won.has(rowId) ? [{ recipientId, offerId }] : [],
    );
    const decided = await allocate({ ...deps, db: trx }, { actor, items });
    if (decided.outcome === "nothing_allocated") {
      throw new AppError("nothing_allocated", "A winner cannot get a ticket any more.", {
        extra: { items: decided.items.map((one, i) => ({ ...items[i], ...one })) },
      });
    }
    await setDrawConfirmed(trx, id, decided.id);
    const detail = { allocationId: decided.id, allocated: decided.allocated };
    await recordAudit(trx, { actor: actor.id, action: "draw.confirmed", subject: id, detail });
    return decided.id;
  });
}
