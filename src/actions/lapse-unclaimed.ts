import { recordAudit } from "../db/audit.ts";
import { findUnclaimed } from "../db/pass-ending.ts";
import type { Deps } from "./deps.ts";
import { endTickets } from "./end-tickets.ts";
import { tellWallets, type TellingWallets } from "./tell-wallets.ts";

const chunkSize = 500;

/**
 * Ends the tickets that nobody fetched in the time given for it, and returns their quota, chunk by
 * chunk. A ticket fetched at the same moment stays. Safe to run twice and at once. Answers how many
 * it ended.
 */
export async function lapseUnclaimed(
  deps: Pick<Deps, "db" | "clock"> & TellingWallets,
): Promise<number> {
  const { db } = deps;
  const now = deps.clock.now();
  let total = 0;
  for (;;) {
    const unclaimed = await findUnclaimed(db, now, chunkSize);
    const lapsed = await db.transaction(async (trx) => {
      const ended = await endTickets(trx, unclaimed, "lapsed", { at: now, unfetchedOnly: true });
      if (ended.length > 0) {
        await recordAudit(trx, {
          actor: "system",
          action: "passes.lapsed",
          subject: "passes",
          detail: { serialNumbers: ended },
        });
      }
      return ended;
    });
    await tellWallets(deps, lapsed);
    total += lapsed.length;
    if (unclaimed.length < chunkSize) return total;
  }
}
