import { AppError, type ErrorCode } from "../../errors.ts";
import { redeem, type RedemptionAnswer, type Scan } from "./redeem.ts";

export type BatchItem = { scanId: string } & (
  RedemptionAnswer | { error: { code: ErrorCode; detail: string } }
);

/**
 * Redeems offline scans in the order of their times; results are in the request's order. Each runs
 * in its own transaction: a failed scan yields its error and does not stop the others. Safe to
 * repeat.
 */
export async function redeemBatch(
  deps: Parameters<typeof redeem>[0],
  {
    doorDeviceId,
    providerId,
    scans,
  }: Pick<Scan, "doorDeviceId" | "providerId"> & {
    scans: (Omit<Scan, "doorDeviceId" | "providerId" | "scannedAt"> & { scannedAt: Date })[];
  },
): Promise<BatchItem[]> {
  const answers = new Map<(typeof scans)[number], BatchItem>();
  const inTime = scans.toSorted((a, b) => a.scannedAt.getTime() - b.scannedAt.getTime());
  for (const scan of inTime) {
    const answer = await redeem(deps, { ...scan, doorDeviceId, providerId }).catch(refusal);
    answers.set(scan, { scanId: scan.scanId, ...answer });
  }
  return scans.flatMap((scan) => answers.get(scan) ?? []);
}

function refusal(error: unknown): { error: { code: ErrorCode; detail: string } } {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  return { error: { code: error.code, detail: error.message } };
}
