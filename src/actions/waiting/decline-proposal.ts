import { recordAudit } from "../../db/audit.ts";
import { findRecipientsById } from "../../db/recipients/recipient-references.ts";
import { deleteWaitingPlaces, setDeclined } from "../../db/waiting/waiting-places.ts";
import { waitingSettings } from "../../db/waiting/waiting-rules.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError } from "../../errors.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { lockAwaited, type AskedList } from "./lock-awaited.ts";

/**
 * Records that a recipient's family declined a freed ticket, which is then proposed to the next. By its
 * municipality's setting the recipient keeps its place, and is asked again when another ticket comes free, or
 * leaves the list. Audited. Throws AppError "forbidden", "not_found".
 */
export async function declineProposal(
  { db }: Pick<Deps, "db">,
  { actor, offerId, recipientId }: AskedList & { recipientId: string },
): Promise<void> {
  const municipalities = requireNav(actor);
  await unitOfWork({ db }, async ({ trx }) => {
    await lockAwaited(trx, { actor, offerId });
    const found = await findRecipientsById(trx, municipalities, [recipientId].filter(isUuid));
    const [recipient] = found.values();
    const settings = await waitingSettings(trx, municipalities);
    const keeps = settings.get(recipient?.municipality ?? "")?.keepsDeclined ?? true;
    const place = { offerId, recipientIds: [...found.keys()] };
    const count = await (keeps ? setDeclined : deleteWaitingPlaces)(trx, place);
    if (count === 0) throw new AppError("not_found", "The recipient is not on this waiting list.");
    const detail = { count, keeps };
    const event = { action: "waiting_list.declined", subject: offerId, detail };
    await recordAudit(trx, { actor: actor.id, ...event });
  });
}
