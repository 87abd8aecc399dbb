import { endGrace } from "../../db/allocations/grace.ts";
import { recordAudit } from "../../db/audit.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { getAllocation } from "./get-allocation.ts";

/**
 * Ends an allocation's grace: its tickets are issued and its messages leave. Audited. Throws AppError
 * "forbidden", "not_found".
 */
export async function sendNow(
  { clock, db, enqueue }: Pick<Deps, "clock" | "db" | "enqueue">,
  { actor, allocationId }: { actor: Actor; allocationId: string },
): Promise<void> {
  const municipalities = requireNav(actor);
  await unitOfWork({ db }, async ({ trx, afterCommit }) => {
    await getAllocation({ db: trx, clock }, { actor, allocationId });
    const offerIds = await endGrace(trx, { allocationId, municipalities, at: clock.now() });
    if (offerIds.length === 0) return;
    await recordAudit(trx, { actor: actor.id, action: "allocation.sent", subject: allocationId });
    const jobs = offerIds.map((offerId) => ({ offerId }));
    afterCommit(() => enqueue("issue-passes", jobs));
  });
}
