import pLimit from "p-limit";
import { mapInTurns } from "../../db/map-in-turns.ts";
import { AppError, type ErrorCode } from "../../errors.ts";
import { createBarcodeSigner } from "../../wallets/barcode-signer.ts";
import { redeem } from "./redeem.ts";
import type { RedemptionAnswer } from "./redemption-answer.ts";
import type { Scan } from "./scan.ts";

export type BatchItem = { scanId: string } & (
  RedemptionAnswer | { error: { code: ErrorCode; detail: string } }
);
type KeptScan = Omit<Scan, "doorDeviceId" | "providerId" | "doorPart" | "scannedAt"> & {
  scannedAt: Date;
};

/** Tickets whose scans are redeemed at a time: each takes a database connection. */
const concurrency = 4;

/**
 * Redeems offline scans, those of a ticket in the order of their times; results are in the request's
 * order. Each runs in its own transaction: a failed scan yields its error and does not stop the others.
 * Safe to repeat.
 */
export async function redeemBatch(
  deps: Parameters<typeof redeem>[0],
  {
    scans,
    ...door
  }: Pick<Scan, "doorDeviceId" | "providerId" | "doorPart"> & { scans: KeptScan[] },
): Promise<BatchItem[]> {
  const answers = new Map<KeptScan, BatchItem>();
  const inTime = scans.toSorted((a, b) => a.scannedAt.getTime() - b.scannedAt.getTime());
  const signer = createBarcodeSigner(deps.keyRing);
  const named = await mapInTurns(inTime, (scan) => {
    return [signer.verify(scan.code)?.serialNumber ?? scan.code, scan] as const;
  });
  const ofTicket = new Map<string, KeptScan[]>();
  for (const [ticket, scan] of named) {
    ofTicket.set(ticket, [...(ofTicket.get(ticket) ?? []), scan]);
  }
  const limit = pLimit(concurrency);
  await limit.map(ofTicket.values(), async (ticketScans) => {
    for (const scan of ticketScans) {
      const answer = await redeem(deps, { ...scan, ...door }).catch(refusal);
      answers.set(scan, { scanId: scan.scanId, ...answer });
    }
  });
  return scans.flatMap((scan) => answers.get(scan) ?? []);
}

function refusal(error: unknown): { error: { code: ErrorCode; detail: string } } {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  return { error: { code: error.code, detail: error.message } };
}
