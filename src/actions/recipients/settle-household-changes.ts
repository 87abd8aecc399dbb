import { recordAudits } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { householdsOf } from "../../db/recipients/household-members.ts";
import type { Actor } from "../deps.ts";

/**
 * Audits which of the recipients, which are locked, came into a household and which left one since `before`. A household
 * without members is deleted at night: here it would be locked after another one, in either order.
 */
export async function settleHouseholdChanges(
  trx: Trx,
  actor: Actor,
  before: ReadonlyMap<string, string | null>,
): Promise<void> {
  const now = await householdsOf(trx, [...before.keys()]);
  const changed = [...before].filter(([id, household]) => household !== (now.get(id) ?? null));
  const left = changed.filter(([, household]) => household !== null);
  const joined = changed.filter(([id]) => typeof now.get(id) === "string");
  const event = { actor: actor.id };
  const ids = (of: typeof changed) => of.map(([id]) => id);
  await recordAudits(trx, { ...event, action: "household.left", subjects: ids(left) });
  await recordAudits(trx, { ...event, action: "household.joined", subjects: ids(joined) });
}
