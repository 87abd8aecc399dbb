import { recordAudit } from "../../db/audit.ts";
import { retryRefused } from "../../db/google/google-refusals.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Requests another attempt at everything that Google refused of offers for the officer's
 * municipalities. Throws AppError("forbidden").
 */
export async function retryGoogle(
  { db, enqueue, google }: Pick<Deps, "db" | "enqueue" | "google">,
  { actor }: { actor: Actor },
): Promise<void> {
  const municipalities = requireNav(actor);
  await unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const asked = await retryRefused(trx, municipalities);
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
