import { AppError } from "../../errors.ts";

const second = 1000;
const hour = 3600 * second;

/** Tolerated advance of a scanner's clock; such a scan counts as made now. */
const clockSkew = 120 * second;
/** Longest time without coverage: a weekend in the mountains. Older scans may be settled already. */
const keptOffline = 72 * hour;

/**
 * The instant a scan is judged by: when it was made, or now. Throws AppError("validation_failed") for a
 * scan from the future or from more than 72 hours ago.
 */
export function effectiveScanTime(scannedAt: Date | undefined, now: Date): Date {
  if (scannedAt === undefined) return now;
  const age = now.getTime() - scannedAt.getTime();
  if (age >= -clockSkew && age <= keptOffline) return age < 0 ? now : scannedAt;
  throw new AppError("validation_failed", "The moment of the scan cannot be right.", {
    errors: [
      {
        path: "scannedAt",
        code: "out_of_range",
        message: "must lie within the last 72 hours, and not in the future",
      },
    ],
  });
}
