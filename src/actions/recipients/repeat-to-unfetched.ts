import { recordAudit } from "../../db/audit.ts";
import { insertRepeatedMessages } from "../../db/recipients/repeated-messages.ts";
import { lockUnfetching } from "../../db/recipients/unfetched-tickets.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sends the claim link once more to all of the officer's recipients who have not fetched a ticket; not to those to
 * whom it was sent so within ten minutes. Audited. Returns how many get it. Throws AppError "forbidden".
 */
export async function repeatToUnfetched(
  { clock, db, enqueue }: Pick<Deps, "clock" | "db" | "enqueue">,
  { actor }: { actor: Actor },
): Promise<number> {
  const municipalities = requireNav(actor);
  return unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const at = clock.now();
    const unfetching = await lockUnfetching(trx, { municipalities, at });
    // A statement of its own, so that it sees what another officer inserted while it waited for the locks.
    const recipientIds = await insertRepeatedMessages(trx, { recipientIds: unfetching, at });
    await recordAudit(trx, {
      actor: actor.id,
      action: "message.repeated",
      subject: municipalities.join(","),
      detail: { count: recipientIds.length },
    });
    const jobs = recipientIds.map((recipientId) => ({ recipientId }));
    afterCommit(() => enqueue("notify-recipient", jobs));
    return recipientIds.length;
  });
}
