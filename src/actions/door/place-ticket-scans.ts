import type { Trx } from "../../db/connect.ts";
import { admittedScans, updatePlaces, updateTicketUses } from "../../db/door/placed-scans.ts";
import { contestedReasons, whenAdmittedOffline } from "../../domain/door/extra-admission.ts";
import { placePartScans, type PartAdmission } from "../../domain/door/part-placing.ts";
import { placeScans } from "../../domain/door/scan-placing.ts";
import type { RedemptionDecision, RedemptionReason } from "../../domain/door/redemption.ts";
import type { TicketAtDoor } from "../../db/door/ticket-at-door.ts";
import type { OfferPart } from "../../domain/offers/parts.ts";
import type { ValidFor } from "../../domain/offers/valid-for.ts";
import { recordExtraAdmission } from "./record-extra-admission.ts";

/** A ticket whose time begins with its first scan, or that has parts, which no other has. */
type PlacedTicket = TicketAtDoor & ({ validFor: ValidFor } | { parts: OfferPart[]; uses: number });

/** Whether a scan takes what depends on the ticket's other scans: time from its first one, or a part. */
export const takesPlace = ({ validFor, parts }: TicketAtDoor): boolean =>
  validFor !== undefined || parts !== undefined;

/** Whether all scans of a ticket are placed anew with each; an anonymised one has no scans to place. */
export const isPlaced = (ticket: TicketAtDoor): ticket is PlacedTicket =>
  takesPlace(ticket) && !ticket.erased;

/** Why a scan of a placed ticket is one too many that the rules did not refuse when it came. */
export const tooManyReason = (ticket: PlacedTicket): RedemptionReason =>
  ticket.validFor ? "time_up" : "used_up";

/**
 * Places the scans of a locked ticket anew after one was inserted or undone: which begins its time, which are
 * re-entries, and which are extra, for `reason`; of a ticket with parts, which take the uses of theirs. Returns when
 * its time is over, what its parts have left, and the extra ones' ids.
 */
export async function placeTicketScans(
  trx: Trx,
  ticket: PlacedTicket,
  { reason, at }: { reason: RedemptionReason; at: Date },
): Promise<{ lastsUntil: Date | null; partsLeft: number[] | null; extra: string[] }> {
  const { serialNumber, uses, validity } = ticket;
  const scans = await admittedScans(trx, serialNumber, [...contestedReasons]);
  const placed =
    "parts" in ticket && ticket.parts && uses !== null
      ? placedParts(scans, ticket.parts.length, uses)
      : { ...placeScans(scans, ticket as { validFor: ValidFor } & TicketAtDoor), partsLeft: null };
  const idsOf = (some: typeof scans) => some.map(({ id }) => id);
  const extra = idsOf(placed.extra);
  const used = idsOf(placed.used);
  await updatePlaces(trx, { used, reentries: idsOf(placed.reentries), extra }, reason);
  const { lastsUntil, partsLeft } = placed;
  const usesLeft = partsLeft ? (partsLeft[0] ?? 0) : uses === null ? null : uses - used.length;
  const isUsedUp = partsLeft
    ? partsLeft.every((left) => left === 0)
    : usesLeft === 0 || (lastsUntil !== null && lastsUntil <= at);
  const isUntouched = partsLeft?.every((left) => left === uses) ?? true;
  const kept = { lastsUntil, partsLeft: isUntouched ? null : partsLeft };
  await updateTicketUses(trx, { serialNumber, usesLeft, ...kept, isUsedUp, at });
  const ends = lastsUntil && lastsUntil > validity.until ? validity.until : lastsUntil;
  return { lastsUntil: ends, partsLeft, extra };
}

const placedParts = (scans: PartAdmission[], parts: number, uses: number) => ({
  ...placePartScans(scans, { parts, uses }),
  reentries: [],
  lastsUntil: null,
});

/** Decides what a recorded scan takes that is more than a use of its ticket as it was. */
export async function placeScan(
  trx: Trx,
  scan: { redemptionId: string; decision: RedemptionDecision; ticket: TicketAtDoor; now: Date },
): Promise<{ isExtra: boolean; lastsUntil?: Date | null; partsLeft?: number[] | null }> {
  const { redemptionId, decision, ticket, now: at } = scan;
  const isContested = decision.accepted || whenAdmittedOffline[decision.reason] === "contested";
  if (isPlaced(ticket) && isContested) {
    const reason = decision.accepted ? tooManyReason(ticket) : decision.reason;
    const { lastsUntil, partsLeft, extra } = await placeTicketScans(trx, ticket, { reason, at });
    return { isExtra: extra.includes(redemptionId), lastsUntil, partsLeft };
  }
  if (decision.accepted) return { isExtra: false };
  const { reason } = decision;
  return { isExtra: await recordExtraAdmission(trx, { redemptionId, reason, ticket }) };
}
