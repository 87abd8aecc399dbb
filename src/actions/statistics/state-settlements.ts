import { recordAudit } from "../../db/audit.ts";
import { lockProvider } from "../../db/providers/providers.ts";
import {
  insertStatement,
  providersToState,
  unstatedMonths,
} from "../../db/statistics/settlement-statements.ts";
import { monthInOslo } from "../../domain/period.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * States the settlements of every month that is over in Oslo, provider by provider and month by month:
 * from then on a statement stays as it is, and what turns out different becomes a correction in the
 * next one. Safe to run twice and at once. Answers how many it stated.
 */
export async function stateSettlements({ db, clock }: Pick<Deps, "db" | "clock">): Promise<number> {
  const at = clock.now();
  const current = monthInOslo(at);
  let total = 0;
  for (const providerId of await providersToState(db, current)) {
    total += await unitOfWork({ db }, async ({ trx }) => {
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
  }
  return total;
}
