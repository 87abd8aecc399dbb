import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { replaceInvitation } from "../../db/providers/provider-invitations.ts";
import {
  mayInviteAgain,
  type MailLanguage,
  type ProviderUser,
} from "../../domain/providers/provider-user.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { lockProviderUser } from "./lock-provider-user.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Renews the invitation of a user who has not signed in. Throws AppError "forbidden" for all but
 * owners, "not_found" for another provider's user, "illegal_state" when it is too soon, after too
 * many, and for a user who has signed in.
 */
export async function renewInvitation(
  { clock, db, enqueue, keyRing }: Pick<Deps, "clock" | "db" | "enqueue" | "keyRing">,
  { actor, userId, language }: { actor: Actor; userId: string; language: MailLanguage },
): Promise<void> {
  await unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const { person } = await lockProviderUser(trx, keyRing, { actor, userId });
    await requestInvitation(trx, person, { actor, language, at: clock.now() });
    afterCommit(() => enqueue("send-invitation", [{ userId }]));
  });
}

/** In the caller's transaction, which holds the provider's lock. Throws AppError("illegal_state"). */
export async function requestInvitation(
  trx: Trx,
  person: ProviderUser,
  { actor, language, at }: { actor: Actor; language: MailLanguage; at: Date },
): Promise<void> {
  if (!mayInviteAgain(person, at)) {
    throw new AppError("illegal_state", "This person cannot be invited again now.");
  }
  await replaceInvitation(trx, { userId: person.id, language });
  await recordAudit(trx, {
    actor: actor.id,
    action: "provider_user.invited_again",
    subject: person.id,
  });
}
