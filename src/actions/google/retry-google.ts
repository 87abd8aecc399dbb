import { recordAudit } from "../../db/audit.ts";
import { retryRefused } from "../../db/google/google-refusals.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOperator } from "../access/require-operator.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Requests another attempt at everything that Google refused, for those who run the service. Throws
 * AppError("forbidden").
 */
export async function retryGoogle(
  { db, enqueue, google }: Pick<Deps, "db" | "enqueue" | "google">,
  { actor }: { actor: Actor },
): Promise<void> {
  requireOperator(actor);
  await unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const asked = await retryRefused(trx);
    await recordAudit(trx, {
      actor: actor.id,
      action: "google.retried",
      subject: "google",
      detail: { offers: asked.length },
    });
    const offers = asked.map((offerId) => ({ offerId }));
    if (google) afterCommit(() => enqueue("sync-google", offers));
  });
}
