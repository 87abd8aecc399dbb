import { recordAudit } from "../../db/audit.ts";
import { lockProvider } from "../../db/providers/providers.ts";
import { insertStatement } from "../../db/statistics/settlement-statements.ts";
import { providersToState, unstatedMonths } from "../../db/statistics/unstated-months.ts";
import { monthInOslo } from "../../domain/period.ts";
import type { Deps } from "../deps.ts";
import { inTurnDespiteFaults } from "../in-turn-despite-faults.ts";
import { enqueueWebhooks, type WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * States the settlements of every past month, Oslo time, and returns the number of new statements. A
 * statement never changes: a later difference becomes a correction in the next one. Idempotent, and safe
 * to run concurrently. A provider that cannot be stated holds up no other; the fault is thrown afterwards.
 */
export async function stateSettlements(deps: Pick<Deps, "clock"> & WebhookDeps): Promise<number> {
  const { db } = deps;
  const at = deps.clock.now();
  const current = monthInOslo(at);
  let total = 0;
  await inTurnDespiteFaults(await providersToState(db, current), async (providerId) => {
    total += await unitOfWork(deps, async ({ trx, afterCommit }) => {
      afterCommit((pool) => enqueueWebhooks({ ...deps, db: pool }, [providerId]));
      await lockProvider(trx, providerId);
      const months = await unstatedMonths(trx, providerId, current);
      for (const month of months) {
        await insertStatement(trx, { providerId, month, at });
        await recordAudit(trx, {
          actor: "system",
          action: "settlement.stated",
          subject: providerId,
          detail: { month },
        });
      }
      return months.length;
    });
  });
  return total;
}
