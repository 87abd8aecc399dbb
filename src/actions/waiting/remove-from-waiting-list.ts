import { recordAudit } from "../../db/audit.ts";
import { deleteWaitingPlaces } from "../../db/waiting/waiting-places.ts";
import { AppError } from "../../errors.ts";
import { findRecipientId, type RecipientKey } from "../access/find-recipient-id.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { lockAwaited, type AskedList } from "./lock-awaited.ts";

/**
 * Takes a recipient off an offer's waiting list. Audited. Throws AppError "forbidden", "not_found", "conflict";
 * "validation_failed" when none is named.
 */
export async function removeFromWaitingList(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, offerId, recipient }: AskedList & { recipient: RecipientKey | undefined },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx }) => {
    await lockAwaited(trx, { actor, offerId });
    if (!recipient) {
      throw new AppError("validation_failed", "Say whom to take off the list.", {
        errors: [{ path: "recipient", code: "required", message: "is required" }],
      });
    }
    const recipientId = await findRecipientId(trx, keyRing, actor, recipient);
    const count = await deleteWaitingPlaces(trx, { offerId, recipientIds: [recipientId] });
    if (count === 0) throw new AppError("not_found", "The recipient is not on this waiting list.");
    const event = { action: "waiting_list.removed", subject: offerId, detail: { count } };
    await recordAudit(trx, { actor: actor.id, ...event });
  });
}
