import { recordAudit } from "../../db/audit.ts";
import { isHeldByOwn } from "../../db/passes/own-passes.ts";
import { remindable } from "../../db/recipients/reminders.ts";
import { parseOfferId, requireOfferedTo } from "../access/offer-access.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { writeReminders } from "./write-reminders.ts";

/**
 * Reminds the officer's recipients of announced tickets that they have not fetched, of one offer or of all; of a
 * ticket at most once a day. Audited. Returns how many messages will leave. Throws AppError
 * "forbidden", and "not_found" for an offer that is not the municipalities', and that none of
 * their recipients holds who moved there.
 */
export async function remindUnfetched(
  deps: Pick<Deps, "clock" | "db" | "enqueue" | "keyRing">,
  { actor, offerId }: { actor: Actor; offerId?: string | undefined },
): Promise<number> {
  const municipalities = requireNav(actor);
  if (offerId !== undefined) {
    const asked = { municipalities, offerId: parseOfferId(offerId) };
    const isHeld = await isHeldByOwn(deps.db, asked);
    if (!isHeld) await requireOfferedTo(deps.db, municipalities, offerId);
  }
  const at = deps.clock.now();
  const asked = { municipalities, offerId, at, toldBefore: at };
  return unitOfWork(deps, async (unit) => {
    const count = await writeReminders(unit, deps, await remindable(unit.trx, asked));
    const subject = offerId ?? municipalities.join(",");
    const event = { action: "message.reminded", subject, detail: { count } };
    await recordAudit(unit.trx, { actor: actor.id, ...event });
    return count;
  });
}
