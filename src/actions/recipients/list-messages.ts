import {
  recipientMessages,
  type RecipientMessage,
} from "../../db/recipients/recipient-messages.ts";
import type { Actor, Deps } from "../deps.ts";
import { getRecipient } from "./get-recipient.ts";

/**
 * The messages that announced a recipient's tickets or repeated the link, newest first. Audited. Throws AppError
 * "forbidden", "not_found" (also for another municipality's), "conflict".
 */
export async function listMessages(
  { db, keyRing }: Pick<Deps, "db" | "keyRing">,
  { actor, reference }: { actor: Actor; reference: string },
): Promise<RecipientMessage[]> {
  const { id } = await getRecipient({ db, keyRing }, { actor, reference });
  return recipientMessages(db, keyRing, id);
}
