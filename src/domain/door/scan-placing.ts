import { allowsReentry, endOfTime, type ValidFor } from "../offers/valid-for.ts";
import { byTime, extraAdmissions, type Admission } from "./extra-admission.ts";

/** What becomes of the admitted scans of a ticket whose time begins with the first. */
export interface PlacedScans<Scan> {
  /** Scans that take a use. */
  used: Scan[];
  /** Scans while its time lasts that take none. */
  reentries: Scan[];
  /** Scans beyond its time or its uses. */
  extra: Scan[];
  /** When its time is over; null: it has not begun. */
  lastsUntil: Date | null;
}

/**
 * Places all admitted scans of a ticket with `validFor`: the earliest begins its time, in whatever order they
 * arrived, so that an undo of the first gives the time back to the next.
 */
export function placeScans<Scan extends Admission>(
  scans: Scan[],
  terms: { validFor: ValidFor; uses: number | null; usesPerDay?: number | undefined },
): PlacedScans<Scan> {
  const { validFor, uses, usesPerDay } = terms;
  const extra = extraAdmissions(scans, { uses: uses ?? Infinity, usesPerDay, validFor });
  const admitted = scans.filter((scan) => !extra.includes(scan)).toSorted(byTime);
  const [first, ...later] = admitted;
  const isReentered = allowsReentry(terms);
  return {
    used: isReentered ? admitted.slice(0, 1) : admitted,
    reentries: isReentered ? later : [],
    extra,
    lastsUntil: first ? endOfTime(validFor, first.scannedAt) : null,
  };
}
