import { recordAudit } from "../../db/audit.ts";
import { requeueFailedMessages } from "../../db/recipients/failed-messages.ts";
import { findRecipientId } from "../access/find-recipient-id.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sends the given-up messages to one of the officer's recipients, about an allocation's tickets, or to all, once
 * more. Audited.
 * Throws AppError "forbidden", "not_found".
 */
export async function resendMessages(
  { clock, db, enqueue, keyRing }: Pick<Deps, "clock" | "db" | "enqueue" | "keyRing">,
  {
    actor,
    recipientId,
    allocationId,
  }: { actor: Actor; recipientId?: string; allocationId?: string },
): Promise<void> {
  const municipalities = requireNav(actor);
  await unitOfWork({ db }, async ({ trx, afterCommit }) => {
    if (recipientId !== undefined) await findRecipientId(trx, keyRing, actor, { recipientId });
    const wanted = { municipalities, recipientId, allocationId };
    const { recipientIds, shown } = await requeueFailedMessages(trx, wanted, clock.now());
    await recordAudit(trx, {
      actor: actor.id,
      action: "message.resent",
      subject: recipientId ?? allocationId ?? municipalities.join(","),
      detail: { count: shown },
    });
    const jobs = recipientIds.map((id) => ({ recipientId: id }));
    afterCommit(() => enqueue("notify-recipient", jobs));
  });
}
