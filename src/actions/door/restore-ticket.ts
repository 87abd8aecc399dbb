import type { Trx } from "../../db/connect.ts";
import { forgetFetchByScan, giveUseBack } from "../../db/door/redemption-undos.ts";
import type { TicketAtDoor } from "../../db/door/ticket-at-door.ts";
import { returnQuota } from "../../db/offers/offer-quotas.ts";
import { countUnused, endPasses, lockLivePasses } from "../../db/passes/pass-ending.ts";
import { announceCancellation } from "../../db/recipients/offer-news.ts";
import { isPlaced, placeTicketScans, tooManyReason } from "./place-ticket-scans.ts";
import { passUseOn } from "./record-extra-admission.ts";

/** Ends that return an unused ticket's place. */
const returnsPlace: readonly string[] = ["revoked", "returned", "lapsed"];

/**
 * Makes a ticket what it would be without a scan that was just undone; offer and ticket are locked. `tookUse` is
 * whether the scan was counted. One that ended since stays ended, and its place returns if it is unused again; one of a
 * cancelled offer ends as the others did. Returns the extra admission that takes the use, and the recipients who are
 * owed a message.
 */
export async function restoreTicket(
  trx: Trx,
  scan: {
    ticket: TicketAtDoor;
    isCancelled: boolean;
    tookUse: boolean;
    receivedAt: Date;
    at: Date;
  },
): Promise<{ heirId: string | undefined; recipientIds: string[] }> {
  const { ticket, isCancelled, tookUse, receivedAt, at } = scan;
  const { serialNumber, offerId } = ticket;
  let heirId: string | undefined;
  if (isPlaced(ticket)) {
    await placeTicketScans(trx, ticket, { reason: tooManyReason(ticket), at });
  } else if (tookUse) {
    heirId = await passUseOn(trx, ticket);
    if (heirId === undefined) await giveUseBack(trx, serialNumber);
  }
  if (tookUse && returnsPlace.includes(ticket.state)) {
    await returnQuota(trx, await countUnused(trx, [serialNumber]));
  }
  const serialNumbers = isCancelled ? await lockLivePasses(trx, [serialNumber]) : [];
  await returnQuota(trx, await countUnused(trx, serialNumbers));
  await endPasses(trx, serialNumbers, "revoked", at);
  const recipientIds =
    serialNumbers.length > 0 ? await announceCancellation(trx, { offerId, serialNumbers, at }) : [];
  await forgetFetchByScan(trx, serialNumber, receivedAt);
  return { heirId, recipientIds };
}
