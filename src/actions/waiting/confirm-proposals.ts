import { recordAudit } from "../../db/audit.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import type { WaitedFor } from "../../db/waiting/waiting-places.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import { allocate } from "../allocations/allocate.ts";
import type { Actor, Deps } from "../deps.ts";
import type { WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { readWaitingLists } from "./read-waiting-lists.ts";

/**
 * Allocates a ticket to each of the recipients to whom the waiting list proposes it now, all or none, and returns the
 * allocation's id. The list is read again under the offers' locks, which every allocation takes: of two officers who
 * confirm the same proposal, the second finds that nobody waits any more, and a page that is open since before the list
 * changed gives no ticket past another child.
 *
 * Throws AppError "forbidden"; "conflict" when one of them is not proposed any more or cannot get its ticket.
 */
export async function confirmProposals(
  deps: Pick<Deps, "clock" | "config" | "keyRing"> & WebhookDeps,
  { actor, proposed }: { actor: Actor; proposed: WaitedFor[] },
): Promise<string> {
  const municipalities = requireNav(actor);
  const changed = () =>
    new AppError("conflict", "The waiting list has changed. Read it again before you confirm.", {
      isPassing: true,
    });
  return unitOfWork(deps, async ({ trx }) => {
    const offerIds = [...new Set(proposed.map(({ offerId }) => offerId))].filter(isUuid);
    await lockOffers(trx, offerIds);
    const next = new Set<string>();
    for (const offerId of offerIds) {
      const asked = { municipalities, offerId, at: deps.clock.now() };
      for (const { children } of await readWaitingLists(trx, asked)) {
        for (const { id, state } of children)
          if (state === "proposed") next.add(`${offerId} ${id}`);
      }
    }
    const keys = new Set(proposed.map(({ offerId, recipientId }) => `${offerId} ${recipientId}`));
    if (keys.size === 0 || [...keys].some((key) => !next.has(key))) throw changed();
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
