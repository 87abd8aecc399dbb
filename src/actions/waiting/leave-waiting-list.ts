import { recordAudit } from "../../db/audit.ts";
import { deleteWaitingPlaces } from "../../db/waiting/waiting-places.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Takes a holder's children off an offer's waiting list, at its own wish. Audited. Repeating it changes nothing. */
export async function leaveWaitingList(
  { db }: Pick<Deps, "db">,
  { recipientIds, offerId }: { recipientIds: string[]; offerId: string },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx }) => {
    const count = await deleteWaitingPlaces(trx, { offerId, recipientIds });
    if (count === 0) return;
    const event = { action: "waiting_list.left", subject: offerId, detail: { count } };
    await recordAudit(trx, { actor: "holder", ...event });
  });
}
