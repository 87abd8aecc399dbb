import { recordAudit } from "../../db/audit.ts";
import { retryRefused } from "../../db/google/google-refusals.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

/**
 * Asks for another attempt at all that Google refused of offers for the officer's municipalities.
 * What is refused again comes back with Google's newest words. Throws AppError("forbidden").
 */
export async function retryGoogle(
  { db, enqueue, google }: Pick<Deps, "db" | "enqueue" | "google">,
  { actor }: { actor: Actor },
): Promise<void> {
  const municipalities = requireNav(actor);
  const offerIds = await db.transaction(async (trx) => {
    const asked = await retryRefused(trx, municipalities);
    await recordAudit(trx, {
      actor: actor.id,
      action: "google.retried",
      subject: "google",
      detail: { offers: asked.length },
    });
    return asked;
  });
  if (!google) return;
  await enqueue(
    "sync-google",
    offerIds.map((offerId) => ({ offerId })),
  );
}
