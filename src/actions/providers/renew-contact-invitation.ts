import { usersOfProvider } from "../../db/providers/provider-users.ts";
import type { MailLanguage } from "../../domain/providers/provider-user.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { requestInvitation } from "./renew-invitation.ts";
import { lockProviderInMunicipality } from "../access/lock-provider-in-municipality.ts";
import { contactOf } from "./get-contact.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Renews the invitation of a provider's contact. Throws AppError "forbidden", "not_found" also
 * without a contact, "illegal_state" as `requestInvitation`.
 */
export async function renewContactInvitation(
  { clock, db, enqueue, keyRing }: Pick<Deps, "clock" | "db" | "enqueue" | "keyRing">,
  { actor, providerId, language }: { actor: Actor; providerId: string; language: MailLanguage },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const provider = await lockProviderInMunicipality(trx, keyRing, actor, providerId);
    const contact = contactOf(provider, await usersOfProvider(trx, keyRing, provider.id));
    if (!contact) throw new AppError("not_found", "The provider has no contact to invite.");
    await requestInvitation(trx, contact, { actor, language, at: clock.now() });
    afterCommit(() => enqueue("send-invitation", [{ userId: contact.id }]));
  });
}
