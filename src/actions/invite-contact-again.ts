import { usersOfProvider } from "../db/provider-users.ts";
import type { MailLanguage } from "../domain/provider-user.ts";
import { AppError } from "../errors.ts";
import type { Actor, Deps } from "./deps.ts";
import { oweInvitation } from "./invite-again.ts";
import { lockOwnProvider } from "./lock-own-provider.ts";
import { contactOf } from "./show-contact.ts";

/**
 * Owes the contact of a provider of the culture office's another invitation. Throws AppError
 * "forbidden", "not_found" also without a contact, "illegal_state" as `inviteAgain`.
 */
export async function inviteContactAgain(
  { clock, db, enqueue, keyRing }: Pick<Deps, "clock" | "db" | "enqueue" | "keyRing">,
  { actor, providerId, language }: { actor: Actor; providerId: string; language: MailLanguage },
): Promise<void> {
  const userId = await db.transaction(async (trx) => {
    const provider = await lockOwnProvider(trx, actor, providerId);
    const contact = contactOf(provider, await usersOfProvider(trx, keyRing, provider.id));
    if (!contact) throw new AppError("not_found", "The provider has no contact to invite.");
    await oweInvitation(trx, contact, { actor, language, at: clock.now() });
    return contact.id;
  });
  await enqueue("send-invitation", [{ userId }]);
}
