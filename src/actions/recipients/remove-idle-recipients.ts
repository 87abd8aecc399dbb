import { recordAudit } from "../../db/audit.ts";
import { deleteRecipient, lockForRemoval } from "../../db/passes/anonymisation.ts";
import {
  findIdleRecipients,
  isIdleRecipient,
  noteRecipientsInUse,
} from "../../db/recipients/idle-recipients.ts";
import { deleteEmptyHouseholds } from "../../db/recipients/household-members.ts";
import { dayInOslo } from "../../domain/period.ts";
import type { Deps } from "../deps.ts";
import { inTurnDespiteFaults } from "../in-turn-despite-faults.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { handOverToSiblings } from "./hand-over-to-siblings.ts";
import { lockHouseholds } from "./lock-household.ts";

const chunk = 500;
const beforeAll = "00000000-0000-0000-0000-000000000000";

/**
 * Removes recipients whom no ticket leads to any more, once they were not in use for as many days as their
 * municipality keeps them, each with claim links, messages and refusals; and households that the last member left.
 * Siblings at the same contact keep the messages that told of their tickets, so that no message is sent again. Audited.
 * One that cannot be removed holds up no other; the fault is thrown afterwards. Returns how many recipients it
 * removed.
 */
export async function removeIdleRecipients(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
): Promise<number> {
  const at = deps.clock.now();
  const today = dayInOslo(at);
  const note = { today, limit: chunk };
  while ((await unitOfWork(deps, ({ trx }) => noteRecipientsInUse(trx, note))) === chunk);
  let removed = 0;
  const faults: unknown[] = [];
  let ids: string[] = [];
  do {
    ids = await findIdleRecipients(deps.db, {
      today,
      after: ids.at(-1) ?? beforeAll,
      limit: chunk,
    });
    await inTurnDespiteFaults(ids, async (id) => {
      removed += Number(await removeIdle(deps, { id, today, at }));
    }).catch((fault: unknown) => faults.push(fault));
  } while (ids.length === chunk);
  while ((await unitOfWork(deps, ({ trx }) => deleteEmptyHouseholds(trx, chunk))) === chunk);
  if (faults.length > 0) throw faults[0];
  return removed;
}

/** Looks again behind the lock: a ticket or a change may have come in between. */
const removeIdle = (
  deps: Pick<Deps, "db" | "keyRing">,
  { id, today, at }: { id: string; today: string; at: Date },
): Promise<boolean> =>
  unitOfWork(deps, async ({ trx }) => {
    const siblingIds = (await lockHouseholds(trx, [id])).get(id) ?? [];
    await lockForRemoval(trx, id);
    if (!(await isIdleRecipient(trx, { id, today }))) return false;
    // Before the row is gone, from which the event gets its municipality.
    await recordAudit(trx, { actor: "system", action: "recipient.expired", subject: id });
    await handOverToSiblings(trx, deps.keyRing, { recipientId: id, siblingIds });
    await deleteRecipient(trx, id, at);
    return true;
  });
