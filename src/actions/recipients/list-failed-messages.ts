import { failedMessages, type FailedMessage } from "../../db/recipients/failed-messages.ts";
import { auditReading } from "../access/audit-reading.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";

const limit = 200;

/**
 * The messages to the officer's recipients that were given up, oldest first, at most 200. Audited. Throws AppError
 * "forbidden".
 */
export async function listFailedMessages(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<FailedMessage[]> {
  const municipalities = requireNav(actor);
  const found = await failedMessages(db, keyRing, { municipalities }, limit);
  await auditReading({ db }, actor, {
    action: "recipient.listed",
    subject: municipalities.join(","),
    detail: { count: found.length },
  });
  return found;
}
