import { findMove, setOfferMoved } from "../../db/offers/offer-moves.ts";
import { findOffer, updateOfferRow } from "../../db/offers/offers.ts";
import { extendClaimDeadlines } from "../../db/passes/claim-deadlines.ts";
import { bumpVersionsOfOffer } from "../../db/passes/passes.ts";
import { announceMove } from "../../db/recipients/offer-news.ts";
import { isRecentMove, movedFrom } from "../../domain/offers/offer-move.ts";
import { isRunning } from "../../domain/offers/offer-state.ts";
import { changesContent } from "../../domain/offers/offer-terms.ts";
import type { Offer, OfferTerms } from "../../domain/offers/offer.ts";
import type { Deps } from "../deps.ts";
import type { UnitOfWork } from "../unit-of-work.ts";
import { externalIdTaken } from "./external-id-taken.ts";

export type TermDeps = Pick<Deps, "apns" | "enqueue" | "google">;

/**
 * Writes the terms of a locked offer. A change of what tickets show raises the version of issued tickets; one of
 * a running offer's time or place also owes a message to the holders who know of theirs. Returns the offer and
 * the number of tickets that changed. Throws AppError("conflict") for another offer's external id.
 */
export async function writeTerms(
  { apns, enqueue, google }: TermDeps,
  { trx, afterCommit }: UnitOfWork,
  {
    before,
    after,
    at,
    ...versions
  }: {
    before: Offer;
    after: OfferTerms;
    at: Date;
    templateVersion: number;
    approvedQuota?: number;
  },
): Promise<{ offer: Offer; tickets: number }> {
  const { id: offerId } = before;
  const running = isRunning(before.state);
  const newLook = running && versions.templateVersion !== before.templateVersion;
  const newContent = newLook || changesContent(before, after);
  const contentVersion = before.contentVersion + (newContent ? 1 : 0);
  if (!(await updateOfferRow(trx, offerId, after, { ...versions, contentVersion }))) {
    throw externalIdTaken();
  }
  // Locks the tickets: none is announced meanwhile with what the offer said before.
  const tickets = newContent ? await bumpVersionsOfOffer(trx, offerId, contentVersion) : 0;
  if (after.validity.until > before.validity.until) {
    await extendClaimDeadlines(trx, { offerId, earlierEnd: before.validity.until });
  }
  const earlier = isRecentMove(before.movedAt, at) ? await findMove(trx, offerId) : undefined;
  const from = running ? movedFrom(before, after, earlier) : undefined;
  if (from) {
    await setOfferMoved(trx, offerId, { at, ...from });
    const told = await announceMove(trx, { offerId, at });
    const jobs = told.map((recipientId) => ({ recipientId }));
    afterCommit(() => enqueue("notify-recipient", jobs));
  }
  if (newContent && running) {
    if (google) afterCommit(() => enqueue("sync-google", [{ offerId }]));
    if (apns) afterCommit(() => enqueue("push-apple", [{ kind: "routine" }]));
  }
  return { offer: (await findOffer(trx, offerId)) ?? before, tickets };
}
