import { recordAudit } from "../../db/audit.ts";
import {
  deleteProviderUser,
  setProviderUserRole,
  usersOfProvider,
} from "../../db/providers/provider-users.ts";
import { setContactEmail } from "../../db/providers/contact-emails.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import { contactRevision, revisedContact } from "../../domain/providers/provider-revision.ts";
import type { MailLanguage } from "../../domain/providers/provider-user.ts";
import { joinProvider } from "./create-provider-user.ts";
import type { Actor, Deps } from "../deps.ts";
import { lockProviderInMunicipality } from "../access/lock-provider-in-municipality.ts";
import { contactOf } from "./get-contact.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sets a provider's contact address. Its user becomes an owner and is invited unless it exists. The
 * former address's user is removed if it never signed in: the address was wrong. Throws AppError
 * "forbidden", "not_found", or "precondition_failed" when `ifMatch` names another address than it has.
 */
export async function updateContact(
  { db, enqueue, keyRing }: Pick<Deps, "db" | "enqueue" | "keyRing">,
  {
    actor,
    providerId,
    email,
    language,
    ifMatch,
  }: {
    actor: Actor;
    providerId: string;
    email: string;
    language: MailLanguage;
    ifMatch?: string | undefined;
  },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const provider = await lockProviderInMunicipality(trx, keyRing, actor, providerId);
    requireMatch(ifMatch, contactRevision(provider), revisedContact(provider));
    const people = await usersOfProvider(trx, keyRing, provider.id);
    const former = contactOf(provider, people);
    const known = contactOf({ ...provider, contactEmail: email }, people);
    await setContactEmail(trx, keyRing, { id: provider.id, email });
    if (former && former.id !== known?.id && former.lastLoginAt === null) {
      await deleteProviderUser(trx, former);
    }
    await recordAudit(trx, {
      actor: actor.id,
      action: "provider.contact_changed",
      subject: provider.id,
    });
    if (!known) {
      const owner = { actor, providerId: provider.id, email, role: "owner", language } as const;
      const userId = await joinProvider(trx, keyRing, owner);
      afterCommit(() => enqueue("send-invitation", [{ userId }]));
      return;
    }
    await setProviderUserRole(trx, { id: known.id, role: "owner" });
  });
}
