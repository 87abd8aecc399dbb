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
 * order. Each runs in its own transaction: a failed scan yields its error and does not stop the others. One that
 * the service could not record yields "unavailable" and is to be sent again. Safe to repeat.
 *
 * Throws the fault when no scan could be recorded.
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
  const faults: unknown[] = [];
  const limit = pLimit(concurrency);
  await limit.map(ofTicket.values(), async (ticketScans) => {
    for (const scan of ticketScans) {
      const decided = scan.undone ? { ...scan, admittedOffline: false } : scan;
      const answer = await redeem(deps, { ...decided, ...door }).catch((error: unknown) => {
        if (error instanceof AppError && error.status < 500) return refusal(error);
        faults.push(error);
        deps.logger.error({ err: error }, "a scan of a batch was not recorded");
        return { error: unrecorded };
      });
      answers.set(scan, { scanId: scan.scanId, ...answer });
    }
  });
  if (faults.length > 0 && faults.length === answers.size) throw faults[0];
  return scans.flatMap((scan) => answers.get(scan) ?? []);
}

const unrecorded = {
  code: "unavailable",
  detail: "The scan was not recorded; send it again.",
} as const;

const refusal = ({ code, message: detail }: AppError) => ({ error: { code, detail } });
