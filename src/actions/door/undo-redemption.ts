import { recordAudit } from "../../db/audit.ts";
import { findAcceptedScan, insertUndo, isCounted } from "../../db/door/redemption-undos.ts";
import { lockTicketAtDoor } from "../../db/door/ticket-at-door.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import { findReplacement } from "../../db/passes/pass-replacing.ts";
import { textIn, type Language } from "../../domain/language.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { restoreTicket } from "./restore-ticket.ts";

/** Milliseconds in which an accepted scan can be undone. */
const undoable = 60_000;

/**
 * Undoes an accepted scan of the scanner within a minute after it arrived: its use goes to the earliest
 * extra admission that was one use too many, else back to the ticket, or to the one that has replaced it. Of a ticket
 * that has ended the place returns if it is unused again. Wallets and counts follow. Idempotent. Throws AppError
 * "not_found" for a scan that this scanner did not send or that was refused, "conflict" after the minute.
 */
export async function undoRedemption(
  deps: Pick<Deps, "clock"> & WalletUpdateDeps,
  scan: {
    doorDeviceId: string;
    scanId: string;
    language: Language;
    /** The scanner took it back in time, and says so when it can. */
    isLate?: boolean;
  },
): Promise<{ undone: true; offerTitle: string }> {
  const { doorDeviceId, scanId, language, isLate = false } = scan;
  const now = deps.clock.now();
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const found = await findAcceptedScan(trx, doorDeviceId, scanId);
    if (!found) throw new AppError("not_found", "This scanner has no accepted scan with this id.");
    const { id, offerId, receivedAt, title } = found;
    const answer = { undone: true, offerTitle: textIn(title, language) } as const;
    // The offer first, as who ends or replaces its tickets: the ticket is the one that is used in the scanned one's place.
    const offer = (await lockOffers(trx, [offerId])).get(offerId);
    const serialNumber = (await findReplacement(trx, found.serialNumber)) ?? found.serialNumber;
    const ticket = await lockTicketAtDoor(trx, { serialNumber, doorDeviceId, scanId });
    const tookUse = await isCounted(trx, id);
    if (!(await insertUndo(trx, id, now))) return answer;
    if (!isLate && now.getTime() - receivedAt.getTime() > undoable) {
      throw new AppError("conflict", "A scan can be undone for a minute.");
    }
    const isCancelled = Boolean(offer?.cancelledAt);
    const { heirId, recipientIds } =
      ticket && !ticket.erased
        ? await restoreTicket(trx, { ticket, isCancelled, tookUse, receivedAt, at: now })
        : { heirId: undefined, recipientIds: [] };
    await recordAudit(trx, {
      actor: doorDeviceId,
      action: "ticket.redemption_undone",
      subject: offerId,
      detail: { redemptionId: id, ...(heirId !== undefined && { heirId }) },
    });
    afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, [serialNumber]));
    afterCommit(() =>
      deps.enqueue(
        "notify-recipient",
        recipientIds.map((recipientId) => ({ recipientId })),
      ),
    );
    return answer;
  });
}
