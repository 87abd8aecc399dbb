import { extraAdmissions, type Admission } from "./extra-admission.ts";

/** A scan of a ticket with parts; `part` is its position from 1, null for a scan that named none. */
export type PartAdmission = Admission & { part: number | null };

/** What becomes of the admitted scans of a ticket with parts. */
export interface PlacedParts<Scan> {
  /** Scans that take a use of their part. */
  used: Scan[];
  /** Scans beyond the uses of their part. */
  extra: Scan[];
  /** Uses left of each part, in their order. */
  partsLeft: number[];
}

/**
 * Places all admitted scans of a ticket with parts: the earliest of each part take its uses, in whatever order they
 * arrived. A scan without a part, admitted alone before its scanner knew of them, is one of the first part.
 */
export function placePartScans<Scan extends PartAdmission>(
  scans: Scan[],
  { parts, uses }: { parts: number; uses: number },
): PlacedParts<Scan> {
  const byPart = Array.from({ length: parts }, (_, index) =>
    scans.filter(({ part }) => (part ?? 1) === index + 1),
  );
  const extra = byPart.flatMap((its) => extraAdmissions(its, { uses }));
  const used = scans.filter((scan) => !extra.includes(scan));
  const partsLeft = byPart.map((its) => uses - its.filter((scan) => used.includes(scan)).length);
  return { used, extra, partsLeft };
}
