import { createHash } from "node:crypto";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { Actor, Deps } from "../deps.ts";
import { createRecipientList } from "./create-recipient-list.ts";

/** The id of the list that a form saves for a municipality: a form that is sent twice saves one. */
function listIdOf(key: string, municipality: string): string {
  const hash = createHash("sha256").update(`${key} ${municipality}`).digest("hex");
  // Version 8 of RFC 9562: an application's own bits.
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/, "$1-$2-8$3-8$4-$5");
}

/**
 * Saves the chosen recipients under a name: a list in each municipality of theirs. With the same `key` it saves
 * once. Throws AppError as `createRecipientList`.
 */
export async function createListsOfChosen(
  deps: Pick<Deps, "clock" | "db" | "keyRing">,
  {
    actor,
    name,
    recipients,
    key,
  }: { actor: Actor; name: string; recipients: readonly Recipient[]; key: string },
): Promise<void> {
  for (const municipality of new Set(recipients.map((each) => each.municipality))) {
    const own = recipients.filter((each) => each.municipality === municipality);
    const named = own.map(({ id }, i) => ({ recipientId: id, path: `recipientIds[${i}]` }));
    const id = listIdOf(key, municipality);
    await createRecipientList(deps, { actor, id, municipality, name, named });
  }
}
