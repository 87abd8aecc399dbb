import { recordAudit } from "../../db/audit.ts";
import {
  findAcceptedScan,
  giveUseBack,
  insertUndo,
  isCounted,
} from "../../db/door/redemption-undos.ts";
import { lockTicketAtDoor } from "../../db/door/redemptions.ts";
import { textIn, type Language } from "../../domain/language.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { isPlaced, placeTicketScans, tooManyReason } from "./place-ticket-scans.ts";
import { passUseOn } from "./record-extra-admission.ts";

/** Milliseconds in which an accepted scan can be undone. */
const undoable = 60_000;

/**
 * Undoes an accepted scan of the scanner within a minute after it arrived: its use goes to the earliest
 * extra admission that was one use too many, else back to the ticket. Wallets and counts follow. Idempotent. Throws AppError "not_found" for a scan that this scanner did not
 * send or that was refused, "conflict" after the minute.
 */
export async function undoRedemption(
  deps: Pick<Deps, "clock"> & WalletUpdateDeps,
  scan: { doorDeviceId: string; scanId: string; language: Language },
): Promise<{ undone: true; offerTitle: string }> {
  const { doorDeviceId, scanId, language } = scan;
  const now = deps.clock.now();
  return unitOfWork(deps, async ({ trx, afterCommit }) => {
    const found = await findAcceptedScan(trx, doorDeviceId, scanId);
    if (!found) throw new AppError("not_found", "This scanner has no accepted scan with this id.");
    const { id, serialNumber, offerId, receivedAt, title } = found;
    const answer = { undone: true, offerTitle: textIn(title, language) } as const;
    const ticket = await lockTicketAtDoor(trx, { serialNumber, doorDeviceId, scanId });
    const tookUse = await isCounted(trx, id);
    if (!(await insertUndo(trx, id, now))) return answer;
    if (now.getTime() - receivedAt.getTime() > undoable) {
      throw new AppError("conflict", "A scan can be undone for a minute.");
    }
    const placed = ticket && isPlaced(ticket) ? ticket : undefined;
    if (placed) {
      await placeTicketScans(trx, placed, { reason: tooManyReason(placed), at: now });
    }
    const heirId = tookUse && ticket && !placed ? await passUseOn(trx, ticket) : undefined;
    if (tookUse && !placed && heirId === undefined) await giveUseBack(trx, serialNumber);
    await recordAudit(trx, {
      actor: doorDeviceId,
      action: "ticket.redemption_undone",
      subject: offerId,
      detail: { redemptionId: id, ...(heirId !== undefined && { heirId }) },
    });
    afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, [serialNumber]));
    return answer;
  });
}
