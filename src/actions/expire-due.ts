import { recordAudit } from "../db/audit.ts";
import { expirePasses } from "../db/passes.ts";
import type { Deps } from "./deps.ts";

const chunkSize = 500;

/**
 * Ends the tickets whose offer is over, chunk by chunk. No quota returns: their time has passed.
 * Safe to run twice and at once. Answers how many it ended.
 */
export async function expireDue({ db, clock }: Pick<Deps, "db" | "clock">): Promise<number> {
  const now = clock.now();
  let total = 0;
  for (;;) {
    const expired = await db.transaction(async (trx) => {
      const ended = await expirePasses(trx, now, chunkSize);
      if (ended.length > 0) {
        await recordAudit(trx, {
          actor: "system",
          action: "passes.expired",
          subject: "passes",
          detail: { serialNumbers: ended },
        });
      }
      return ended.length;
    });
    total += expired;
    if (expired < chunkSize) return total;
  }
}
