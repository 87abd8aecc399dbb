import { recordAudit } from "../../db/audit.ts";
import type { Trx } from "../../db/connect.ts";
import { insertProviderUser } from "../../db/providers/provider-users.ts";
import type { MailLanguage, ProviderUserRole } from "../../domain/providers/provider-user.ts";
import { AppError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import type { Actor, Deps } from "../deps.ts";
import { requireOwner } from "../access/require-owner.ts";
import { unitOfWork } from "../unit-of-work.ts";

interface NewPerson {
  email: string;
  role: ProviderUserRole;
  /** Of the invitation. */
  language?: MailLanguage | undefined;
}

/**
 * Creates a user of the provider, who is owed an invitation. Throws AppError "forbidden" for all
 * but owners, "conflict" when the address is taken.
 */
export async function createProviderUser(
  { db, enqueue, keyRing }: Pick<Deps, "db" | "enqueue" | "keyRing">,
  { actor, ...person }: { actor: Actor } & NewPerson,
): Promise<string> {
  const { providerId } = await requireOwner({ db, keyRing }, actor);
  return unitOfWork({ db }, async ({ trx, afterCommit }) => {
    const userId = await joinProvider(trx, keyRing, { actor, providerId, ...person });
    afterCommit(() => enqueue("send-invitation", [{ userId }]));
    return userId;
  });
}

/** Inserts a provider's user in the caller's transaction. Throws AppError("conflict"). */
export async function joinProvider(
  trx: Trx,
  keyRing: KeyRing,
  { actor, ...user }: { actor: Actor; providerId: string } & NewPerson,
): Promise<string> {
  const userId = await insertProviderUser(trx, keyRing, user);
  if (userId === undefined) {
    throw new AppError("conflict", "This address is there already.", {
      errors: [{ path: "email", code: "taken", message: "must be new to the provider" }],
    });
  }
  await recordAudit(trx, {
    actor: actor.id,
    action: "provider_user.added",
    subject: userId,
    detail: { providerId: user.providerId, role: user.role },
  });
  return userId;
}
