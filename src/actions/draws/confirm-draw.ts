import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { lockDraw, setDrawConfirmed, type Draw } from "../../db/draws/draws.ts";
import { hiddenDrawRows } from "../../db/recipients/restricted.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import type { PassedOver } from "../../domain/draws/draw.ts";
import { keyOfPassedOver } from "../../domain/draws/draw-hashes.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import { allocate } from "../allocations/allocate.ts";
import type { DecidedItem } from "../allocations/allocation-outcome.ts";
import type { Deps } from "../deps.ts";
import type { WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { decideDraw } from "./decide-draw.ts";
import { requireDraw, type AskedDraw } from "./require-draw.ts";

type ConfirmDeps = Pick<Deps, "clock" | "config" | "keyRing"> & WebhookDeps;

interface Confirmation extends AskedDraw {
  /** Who was passed over when the officer looked, by `keyOfPassedOver`. Undefined: none was. */
  seen?: string | undefined;
}

/** A winner's ticket, and why it cannot be allocated, if that is known. */
type RefusedItem = DecidedItem & { recipientId: string; offerId: string };

/** "nothing_allocated": the offer is not open or has too few tickets left, or no child can get one (no items). */
export type ConfirmationOutcome =
  | { outcome: "confirmed"; allocationId: string }
  | { outcome: "nothing_allocated"; items: RefusedItem[] };

const maxTries = 3;

/**
 * Allocates a ticket to each winner of a closed draw, all or none. Children who cannot get a ticket any more are
 * passed over in the drawn order, which stands in the draw, its file and the audit trail. A confirmed draw answers
 * with the same.
 *
 * Throws AppError "forbidden", also where children take part whom the officer does not see; "not_found";
 * "illegal_state" for a draw that is not closed, or stopped; "conflict" when others are passed over than the officer
 * saw.
 */
export async function confirmDraw(
  deps: ConfirmDeps,
  asked: Confirmation,
): Promise<ConfirmationOutcome> {
  const { actor } = asked;
  return unitOfWork(deps, async ({ trx }) => {
    const draw = await requireDraw(trx, asked);
    const { id, offerId, seed } = draw;
    const offer = (await lockOffers(trx, [offerId])).get(offerId);
    const { state, allocationId } = await lockDraw(trx, id);
    if (allocationId !== null) return { outcome: "confirmed", allocationId };
    if (state !== "closed" || seed === undefined || !offer) {
      throw new AppError("illegal_state", "Only a closed draw can be confirmed.");
    }
    if ((await hiddenDrawRows(trx, id)).size > 0) {
      throw new AppError(
        "forbidden",
        "Children with a protected address take part: an officer with the role for them has to confirm.",
      );
    }
    const won = await allocateWon(trx, deps, { ...asked, draw, seed, offer });
    if (won.outcome === "nothing_allocated") return won;
    const { decided, passedOver } = won;
    await setDrawConfirmed(trx, { id, allocationId: decided.id, passedOver });
    await recordAudit(trx, {
      ...{ actor: actor.id, action: "draw.confirmed", subject: id },
      detail: {
        ...{ allocationId: decided.id, allocated: decided.allocated },
        ...(passedOver.length > 0 && { passedOver, passedOverKey: keyOfPassedOver(passedOver) }),
      },
    });
    return { outcome: "confirmed", allocationId: decided.id };
  });
}

/** Decides anew when a child moves or is removed between the decision and its ticket. */
async function allocateWon(
  trx: Trx,
  deps: ConfirmDeps,
  { actor, draw, seed, offer, seen }: Confirmation & { draw: Draw; seed: string; offer: Offer },
): Promise<
  | { outcome: "allocated"; decided: { id: string; allocated: number }; passedOver: PassedOver[] }
  | Extract<ConfirmationOutcome, { outcome: "nothing_allocated" }>
> {
  for (let tries = 1; ; tries++) {
    const now = deps.clock.now();
    const { passedOver, winners } = await decideDraw(trx, { draw, seed, offer, now });
    if ((seen ?? keyOfPassedOver([])) !== keyOfPassedOver(passedOver)) {
      throw new AppError("conflict", "Others than those shown cannot get a ticket any more.", {
        errors: [
          {
            ...{ path: "passedOverKey", code: "outdated" },
            message: "must be the one that the draw shows now",
          },
        ],
      });
    }
    const items = winners.map((recipientId) => ({ recipientId, offerId: offer.id }));
    if (items.length === 0) return { outcome: "nothing_allocated", items: [] };
    try {
      const decided = await allocate({ ...deps, db: trx }, { actor, items });
      if (decided.outcome === "allocated") return { outcome: "allocated", decided, passedOver };
      return {
        outcome: "nothing_allocated",
        items: decided.items.map((one, i) => ({ ...(items[i] as (typeof items)[0]), ...one })),
      };
    } catch (error) {
      // The items are ours: one that is unknown has just gone.
      const mayBeGone = error instanceof AppError && error.code === "validation_failed";
      if (!mayBeGone || tries === maxTries) throw error;
    }
  }
}
