import { recordAudit } from "../../db/audit.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import { waitingPlaces, type WaitedFor } from "../../db/waiting/waiting-places.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import { allocate } from "../allocations/allocate.ts";
import type { Actor, Deps } from "../deps.ts";
import type { WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Allocates a ticket to each of the recipients, who wait for it, all or none, and returns the allocation's id.
 * Two officers who confirm the same proposal give one ticket: the second finds that nobody waits any more,
 * under the offers' locks, which the first one's allocation takes too.
 *
 * Throws AppError "forbidden"; "conflict" when one of them waits no more or cannot get its ticket.
 */
export async function confirmProposals(
  deps: Pick<Deps, "clock" | "config" | "keyRing"> & WebhookDeps,
  { actor, proposed }: { actor: Actor; proposed: WaitedFor[] },
): Promise<string> {
  const municipalities = requireNav(actor);
  const changed = () =>
    new AppError("conflict", "The waiting list has changed. Read it again before you confirm.");
  return unitOfWork(deps, async ({ trx }) => {
    const offerIds = [...new Set(proposed.map(({ offerId }) => offerId))].filter(isUuid);
    await lockOffers(trx, offerIds);
    const waiting = new Set<string>();
    for (const offerId of offerIds) {
      const asked = { municipalities, offerId, at: deps.clock.now() };
      const places = await waitingPlaces(trx, asked);
      for (const { recipientId } of places) waiting.add(`${offerId} ${recipientId}`);
    }
    const keys = new Set(proposed.map(({ offerId, recipientId }) => `${offerId} ${recipientId}`));
    if (keys.size === 0 || [...keys].some((key) => !waiting.has(key))) throw changed();
    const items = [...keys].map((key) => {
      const [offerId = "", recipientId = ""] = key.split(" ");
      return { offerId, recipientId };
    });
    const decided = await allocate({ ...deps, db: trx }, { actor, items });
    if (decided.outcome === "nothing_allocated") throw changed();
    const detail = { allocationId: decided.id, count: decided.allocated };
    for (const subject of offerIds) {
      await recordAudit(trx, {
        actor: actor.id,
        action: "waiting_list.confirmed",
        subject,
        detail,
      });
    }
    return decided.id;
  });
}
