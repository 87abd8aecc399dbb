import { recordAudit } from "../../db/audit.ts";
import { deleteOldLists } from "../../db/lists/recipient-lists.ts";
import { dayInOslo } from "../../domain/period.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Deletes saved lists that were not used for as long as their municipality keeps them, and those that the last recipient
 * has left. Audited. Returns how many it deleted.
 */
export const removeOldLists = (deps: Pick<Deps, "clock" | "db">): Promise<number> =>
  unitOfWork(deps, async ({ trx }) => {
    const municipalities = await deleteOldLists(trx, dayInOslo(deps.clock.now()));
    for (const subject of new Set(municipalities)) {
      const count = municipalities.filter((each) => each === subject).length;
      const event = { action: "recipient_list.expired", subject, detail: { count } };
      await recordAudit(trx, { actor: "system", ...event });
    }
    return municipalities.length;
  });
