import { randomUUID } from "node:crypto";
import { insertAllocation } from "../../db/allocations/allocations.ts";
import { recordAudit } from "../../db/audit.ts";
import { reserveCodes } from "../../db/codes/code-reservations.ts";
import type { Trx } from "../../db/connect.ts";
import { takeQuota } from "../../db/offers/offer-quotas.ts";
import { insertPasses } from "../../db/passes/pass-issuing.ts";
import type { PreparedLink } from "../../db/recipients/claim-links.ts";
import { createMissingClaimLinks, insertMissingLinks } from "../../db/recipients/missing-links.ts";
import { endWaiting } from "../../db/waiting/waiting-places.ts";
import { isRecipientGone } from "../../db/recipients/recipient-gone.ts";
import { sentTogether } from "../../db/sql.ts";
import {
  claimUntil,
  decideAllocation,
  type AllocationItem,
} from "../../domain/allocations/allocation.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { decidedItems, type AllocationOutcome } from "./allocation-outcome.ts";
import { requireNav } from "../access/require-nav.ts";
import { resolveAllocationItems, type RequestedItem } from "./resolve-allocation-items.ts";
import { enqueueWebhooks, type WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { newSerialNumbers } from "../new-serial-number.ts";
import { unitOfWork } from "../unit-of-work.ts";

export const maxAllocationItems = 1000;
const maxTries = 5;

/**
 * Allocates tickets of offers to recipients in one transaction: either every item or, in mode
 * "possible", each that no rule refuses. Tickets are pending until the worker issues them, those of
 * recipients who get messages not before the grace is over; a recipient without a claim link gets one, and one
 * who waited for the offer leaves its waiting list.
 *
 * The offers are locked in the order of their ids before the decision's inputs are read:
 * allocations that share offers cannot deadlock, and their counts stay until commit. Behind the lock there are
 * two round trips, the writes and the commit.
 *
 * Throws AppError "forbidden"; "validation_failed" with the path of each unknown recipient or
 * offer; "conflict" with the path of each reference that several of the officer's municipalities know.
 */
export async function allocate(
  deps: Pick<Deps, "clock" | "config" | "keyRing"> & WebhookDeps,
  {
    actor,
    items,
    mode = "all",
  }: { actor: Actor; items: RequestedItem[]; mode?: "all" | "possible" },
): Promise<AllocationOutcome> {
  requireFittingNumber(items);
  const request = { actor, municipalities: requireNav(actor), items, mode };
  return whileRecipientsGo(() =>
    unitOfWork(deps, async ({ trx, afterCommit }) => {
      const { outcome, offers } = await decide(trx, deps, request);
      const issued = [...offers.keys()].map((offerId) => ({ offerId }));
      const providerIds = new Set([...offers.values()].map(({ providerId }) => providerId));
      if (issued.length > 0) {
        afterCommit(() => deps.enqueue("issue-passes", issued));
        afterCommit((db) => enqueueWebhooks({ ...deps, db }, [...providerIds]));
      }
      return outcome;
    }),
  );
}

/**
 * A recipient can move or be removed after it was found: the next try decides by where it is now, or reports it as
 * unknown.
 */
async function whileRecipientsGo<T>(run: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await run();
    } catch (error) {
      if (!isRecipientGone(error) || tries === maxTries) throw error;
    }
  }
}

async function decide(
  trx: Trx,
  { clock, config, keyRing }: Pick<Deps, "clock" | "config" | "keyRing">,
  {
    actor,
    municipalities,
    items,
    mode,
  }: { actor: Actor; municipalities: string[]; items: RequestedItem[]; mode: "all" | "possible" },
): Promise<{ outcome: AllocationOutcome; offers: Map<string, Offer> }> {
  const now = clock.now();
  const { resolved, held, links } = await resolveAllocationItems(
    trx,
    keyRing,
    municipalities,
    items,
  );
  const decisions = decideAllocation(resolved, held, now);
  if (mode === "all" && decisions.some((reason) => reason !== undefined)) {
    const refused = ticketsIn(resolved);
    const decided = { allocated: 0, refused, items: decidedItems(decisions, []) };
    return { outcome: { outcome: "nothing_allocated", ...decided }, offers: new Map() };
  }
  const given = resolved.flatMap((item, i) => (decisions[i] === undefined ? [item] : []));
  const counts = { allocated: ticketsIn(given), refused: ticketsIn(resolved) - ticketsIn(given) };
  const id = randomUUID();
  const allocation = {
    id,
    municipalities: [...new Set(resolved.map(({ recipient }) => recipient.municipality))],
    mode,
    ...counts,
    refusals: resolved.flatMap(({ recipient, offer, count }, i) => {
      const reason = decisions[i];
      return reason ? [{ recipientId: recipient.id, offerId: offer.id, reason, count }] : [];
    }),
    createdBy: actor.id,
    createdAt: now,
  };
  const fresh = newSerialNumbers(counts.allocated);
  const serials = resolved.map(({ count }, i) =>
    decisions[i] === undefined ? fresh.splice(0, count) : [],
  );
  const passes = resolved.flatMap(({ recipient, offer }, i) =>
    (serials[i] ?? []).map((serialNumber) => ({
      serialNumber,
      offerId: offer.id,
      recipientId: recipient.id,
      municipality: recipient.municipality,
      claimUntil: claimUntil(offer, now),
      tokenKeyId: keyRing.currentId,
    })),
  );
  const linked = linksOf(given, links);
  await sentTogether([
    insertAllocation(trx, allocation),
    takeQuotaFor(trx, given),
    insertPasses(trx, id, passes, { at: now, graceMinutes: config.messageGraceMinutes }).then(() =>
      reserveCodesFor(trx, given, serials.flat()),
    ),
    endWaiting(
      trx,
      id,
      given.map(({ recipient, offer }) => ({ recipientId: recipient.id, offerId: offer.id })),
    ),
    insertMissingLinks(trx, linked.missing),
    // Behind the tickets, which a link outlives: one that was there may have ended before the offers were locked.
    createMissingClaimLinks(trx, keyRing, linked.recipientIds),
    recordAudit(trx, {
      actor: actor.id,
      action: "allocation.created",
      subject: id,
      detail: { ...counts, mode },
    }),
  ]);
  return {
    outcome: { outcome: "allocated", id, ...counts, items: decidedItems(decisions, serials) },
    offers: new Map(given.map(({ offer }) => [offer.id, offer])),
  };
}

/** The prepared links of those who get a ticket, and who of them had a link. */
function linksOf(given: AllocationItem[], prepared: PreparedLink[]) {
  const recipientIds = new Set<string | null>(given.map(({ recipient }) => recipient.id));
  const missing = prepared.filter(({ recipientId }) => recipientIds.has(recipientId));
  for (const { recipientId } of missing) recipientIds.delete(recipientId);
  return { missing, recipientIds: [...recipientIds] as string[] };
}

async function reserveCodesFor(
  trx: Trx,
  given: AllocationItem[],
  serialNumbers: string[],
): Promise<void> {
  const coded = given.filter(({ offer }) => offer.ownCodes);
  if (coded.length === 0) return;
  if ((await reserveCodes(trx, serialNumbers)) !== ticketsIn(coded)) {
    throw new Error("An offer's codes changed while its lock was held.");
  }
}

const ticketsIn = (items: AllocationItem[]) => items.reduce((sum, { count }) => sum + count, 0);

function requireFittingNumber(items: RequestedItem[]): void {
  if (items.length > 0 && items.length <= maxAllocationItems) return;
  throw new AppError("validation_failed", "An allocation has 1 to 1,000 items.", {
    errors: [{ path: "items", code: "wrong_number", message: "must have 1 to 1,000 items" }],
  });
}

async function takeQuotaFor(trx: Trx, given: AllocationItem[]): Promise<void> {
  const counts = new Map<string, number>();
  for (const { offer, count } of given) counts.set(offer.id, (counts.get(offer.id) ?? 0) + count);
  const shares = [...counts].map(([offerId, count]) => ({ offerId, count }));
  const taken = await takeQuota(trx, shares);
  if (taken.length !== shares.length) {
    throw new Error("An offer's quota changed while its lock was held.");
  }
}
