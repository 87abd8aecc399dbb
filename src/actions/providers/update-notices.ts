import { recordAudit } from "../../db/audit.ts";
import { setWantsNotices } from "../../db/providers/provider-users.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireProvider } from "../access/require-provider.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Turns the e-mails about offers on or off for the user who is signed in. Throws AppError("forbidden"). */
export async function updateNotices(
  { db }: Pick<Deps, "db">,
  { actor, wantsNotices }: { actor: Actor; wantsNotices: boolean },
): Promise<void> {
  requireProvider(actor);
  await unitOfWork({ db }, async ({ trx }) => {
    await setWantsNotices(trx, { id: actor.id, wantsNotices });
    await recordAudit(trx, {
      actor: actor.id,
      action: "provider_user.changed",
      subject: actor.id,
      detail: { wantsNotices },
    });
  });
}
