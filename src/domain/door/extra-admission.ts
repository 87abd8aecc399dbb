import { endOfTime, type ValidFor } from "../offers/valid-for.ts";
import { dayInOslo } from "../period.ts";
import { redemptionReasons, type RedemptionDecision, type RedemptionReason } from "./redemption.ts";

/**
 * What becomes of a scan that a scanner admitted offline and that the rules refuse when it arrives. What
 * was admitted, happened: it is an extra admission, which is a question to the provider and costs neither
 * the holder a use nor the municipality a refund.
 *
 * - `refused`: the code names no ticket of the provider, so there is nothing to ask about.
 * - `extra`: the scan is the extra admission, whenever the others arrive.
 * - `contested`: the earliest scans take the uses, and the latest of them is the extra admission.
 */
export const whenAdmittedOffline = {
  unknown_barcode: "refused",
  other_provider: "refused",
  revoked: "extra",
  returned: "extra",
  lapsed: "extra",
  not_yet_valid: "extra",
  expired: "extra",
  time_up: "contested",
  closed_day: "extra",
  used_up: "contested",
  daily_limit: "contested",
  between_sessions: "extra",
  closed_now: "extra",
  other_part: "extra",
} as const satisfies Record<RedemptionReason, "refused" | "extra" | "contested">;

/** The reasons of extra admissions that take the use of an earlier scan when that is undone. */
export const contestedReasons = redemptionReasons.filter(
  (reason) => whenAdmittedOffline[reason] === "contested",
);

/** `refused_offline`: the scanner did not admit the holder, though the rules would. */
export type RecordedReason = RedemptionReason | "refused_offline";

export type ScanOutcome =
  | { accepted: true; admitted: number; usesLeft: number | null }
  | { accepted: false; reason: RecordedReason };

/** What is recorded of a scan: the rules' decision, or else what its scanner decided offline. */
export function outcomeOf(
  decision: RedemptionDecision,
  {
    admitted,
    admittedOffline,
    usesLeft,
  }: { admitted: number; admittedOffline?: boolean | undefined; usesLeft: number | null },
): ScanOutcome {
  if (decision.accepted) {
    if (admittedOffline === false) return { accepted: false, reason: "refused_offline" };
    return { accepted: true, admitted, usesLeft: decision.usesLeft };
  }
  if (!admittedOffline || whenAdmittedOffline[decision.reason] === "refused") return decision;
  return { accepted: true, admitted, usesLeft };
}

/** A scan that was admitted. */
export interface Admission {
  id: string;
  scannedAt: Date;
  doorDeviceId: string;
  scanId: string;
}

/**
 * Returns the scans of a ticket that exceed its uses, its uses a day or its time, the earliest scans taking them.
 * Scans of the same moment count in the order of scanner and scan id, so that the result depends on the
 * scans alone, and not on the order in which they arrived.
 */
export function extraAdmissions<Scan extends Admission>(
  scans: Scan[],
  limits: {
    uses: number;
    usesPerDay?: number | undefined;
    /** Of a ticket whose time begins with the first scan. */
    validFor?: ValidFor | undefined;
  },
): Scan[] {
  const { uses, usesPerDay = Infinity, validFor } = limits;
  const ofDay = new Map<string, number>();
  let taken = 0;
  let lastsUntil: Date | undefined;
  return scans.toSorted(byTime).filter(({ scannedAt }) => {
    const day = dayInOslo(scannedAt);
    const earlier = ofDay.get(day) ?? 0;
    const isOver = lastsUntil !== undefined && scannedAt >= lastsUntil;
    if (isOver || taken >= uses || earlier >= usesPerDay) return true;
    if (validFor) lastsUntil ??= endOfTime(validFor, scannedAt);
    ofDay.set(day, earlier + 1);
    taken += 1;
    return false;
  });
}

/**
 * Returns the extra admission that takes the use of a scan that was undone, as if that had never arrived:
 * the earliest that `limits` allow now. Undefined where none does, and the use goes back to the ticket.
 * `taken` are the scans that still take a use.
 */
export function heirOfUndone<Scan extends Admission>(
  scans: { taken: Scan[]; extra: Scan[] },
  limits: Parameters<typeof extraAdmissions>[1],
): Scan | undefined {
  const stillExtra = extraAdmissions([...scans.taken, ...scans.extra], limits);
  return scans.extra.find((scan) => !stillExtra.includes(scan));
}

/** Orders scans by their time; those of the same moment by scanner and scan id. */
export function byTime(a: Admission, b: Admission): number {
  const apart = a.scannedAt.getTime() - b.scannedAt.getTime();
  if (apart !== 0) return apart;
  return a.doorDeviceId + a.scanId < b.doorDeviceId + b.scanId ? -1 : 1;
}
