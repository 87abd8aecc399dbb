import { issuePending } from "../../db/passes/pass-issuing.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

const chunkSize = 500;

/**
 * Issues the offer's pending tickets, chunk by chunk, each in its own transaction. Safe to run
 * twice and concurrently. Returns how many it issued.
 */
export async function issuePasses(
  { db, clock, enqueue, logger }: Pick<Deps, "db" | "clock" | "enqueue" | "logger">,
  { offerId }: { offerId: string },
): Promise<number> {
  const now = clock.now();
  let total = 0;
  for (;;) {
    const issued = await unitOfWork({ db }, async ({ trx, afterCommit }) => {
      const chunk = await issuePending(trx, offerId, chunkSize, now);
      const recipients = chunk.recipientIds.map((recipientId) => ({ recipientId }));
      afterCommit(() => enqueue("notify-recipient", recipients));
      return chunk.issued;
    });
    total += issued;
    if (issued < chunkSize) break;
  }
  if (total > 0) logger.info({ offerId, issued: total }, "issued tickets");
  return total;
}
