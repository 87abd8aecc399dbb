import type { Trx } from "../../db/connect.ts";
import { admittedScans, updatePlaces, updateTicketTime } from "../../db/door/placed-scans.ts";
import { contestedReasons, whenAdmittedOffline } from "../../domain/door/extra-admission.ts";
import { placeScans } from "../../domain/door/scan-placing.ts";
import type { RedemptionDecision, RedemptionReason } from "../../domain/door/redemption.ts";
import type { TicketAtDoor } from "../../db/door/redemptions.ts";
import type { ValidFor } from "../../domain/offers/valid-for.ts";
import { recordExtraAdmission } from "./record-extra-admission.ts";

/** A ticket whose time begins with its first scan; an anonymised one has no scans to place. */
type TimedTicket = TicketAtDoor & { validFor: ValidFor };

export const isTimed = (ticket: TicketAtDoor): ticket is TimedTicket =>
  ticket.validFor !== undefined && !ticket.erased;

/**
 * Places the scans of a locked ticket anew after one was inserted or undone: which begins its time, which are
 * re-entries, and which are extra, for `reason`. Returns when its time is over, and the extra ones' ids.
 */
export async function placeTicketScans(
  trx: Trx,
  ticket: TimedTicket,
  { reason, at }: { reason: RedemptionReason; at: Date },
): Promise<{ lastsUntil: Date | null; extra: string[] }> {
  const { serialNumber, uses, validity } = ticket;
  const scans = await admittedScans(trx, serialNumber, [...contestedReasons]);
  const placed = placeScans(scans, ticket);
  const idsOf = (some: typeof scans) => some.map(({ id }) => id);
  const extra = idsOf(placed.extra);
  const used = idsOf(placed.used);
  await updatePlaces(trx, { used, reentries: idsOf(placed.reentries), extra }, reason);
  const { lastsUntil } = placed;
  const usesLeft = uses === null ? null : uses - used.length;
  const isUsedUp = usesLeft === 0 || (lastsUntil !== null && lastsUntil <= at);
  await updateTicketTime(trx, { serialNumber, usesLeft, lastsUntil, isUsedUp, at });
  const ends = lastsUntil && lastsUntil > validity.until ? validity.until : lastsUntil;
  return { lastsUntil: ends, extra };
}

/** Decides what a recorded scan takes that is more than a use of its ticket as it was. */
export async function placeScan(
  trx: Trx,
  scan: { redemptionId: string; decision: RedemptionDecision; ticket: TicketAtDoor; now: Date },
): Promise<{ isExtra: boolean; lastsUntil?: Date | null }> {
  const { redemptionId, decision, ticket, now: at } = scan;
  const isContested = decision.accepted || whenAdmittedOffline[decision.reason] === "contested";
  if (isTimed(ticket) && isContested) {
    const reason = decision.accepted ? "time_up" : decision.reason;
    const { lastsUntil, extra } = await placeTicketScans(trx, ticket, { reason, at });
    return { isExtra: extra.includes(redemptionId), lastsUntil };
  }
  if (decision.accepted) return { isExtra: false };
  const { reason } = decision;
  return { isExtra: await recordExtraAdmission(trx, { redemptionId, reason, ticket }) };
}
