import { AppError } from "../../errors.ts";

const second = 1000;
const hour = 3600 * second;

/** A scanner's clock may be ahead by this much; its scan then counts as made now. */
const clockSkew = 120 * second;
/** A weekend in the mountains without coverage, and no more: what is older may be settled already. */
const keptOffline = 72 * hour;

/**
 * The moment at which a scan is judged: when it was made, or now. Throws AppError
 * "validation_failed" for one in the future or more than 72 hours ago.
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
