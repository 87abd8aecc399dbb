import { findScan } from "../../db/door/earlier-scan.ts";
import { findPass } from "../../db/passes/passes.ts";
import { AppError } from "../../errors.ts";
import { answerOf, type RedemptionAnswer } from "./redemption-answer.ts";
import type { Scan } from "./scan.ts";
import { undoRedemption } from "./undo-redemption.ts";

/**
 * What the scan was answered before; undefined when it is not recorded. One that its scanner took back meanwhile is
 * undone, and answered as one that its scanner refused.
 *
 * Throws AppError "conflict" for a scan id that came with another ticket or was undone.
 */
export async function replay(
  deps: Parameters<typeof undoRedemption>[0],
  {
    doorDeviceId,
    scanId,
    serialNumber,
    undone,
    language = "nb",
  }: Scan & { serialNumber: string | undefined },
): Promise<RedemptionAnswer | undefined> {
  const { db } = deps;
  const earlier = await findScan(db, doorDeviceId, scanId);
  if (!earlier) return undefined;
  const known = serialNumber === undefined ? undefined : await findPass(db, serialNumber);
  if (earlier.serialNumber !== (known && !known.erased ? known.serialNumber : null)) {
    throw new AppError("conflict", "This scan id has already come with another ticket.");
  }
  // A scan of an anonymised ticket leads to no use that could go back.
  if (undone && earlier.outcome.accepted && earlier.serialNumber !== null) {
    if (!earlier.undone)
      await undoRedemption(deps, { doorDeviceId, scanId, language, isLate: true });
    const refused = { accepted: false, reason: "refused_offline" } as const;
    return answerOf(refused, { ...earlier, language });
  }
  if (earlier.undone) throw new AppError("conflict", "This scan was undone; send a new one.");
  return answerOf(earlier.outcome, { ...earlier, language });
}
