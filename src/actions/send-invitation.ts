import { findProviderUser, markProviderUserInvited } from "../db/provider-users.ts";
import { invitationMail } from "../domain/provider-mail.ts";
import type { Deps } from "./deps.ts";

/**
 * Tells a person how to sign in. Safe to run twice: the row says whether it is owed, and the message
 * carries the person's id, by which the other side delivers it once. Rejects when it was not handed
 * over; the sweep tries again.
 */
export async function sendInvitation(
  {
    clock,
    config,
    db,
    keyRing,
    messages,
  }: Pick<Deps, "clock" | "config" | "db" | "keyRing" | "messages">,
  { userId }: { userId: string },
): Promise<void> {
  const user = await findProviderUser(db, keyRing, userId);
  if (!user || user.invitedAt) return;
  const loginUrl = `${config.publicUrl}/provider/login`;
  const mail = invitationMail({ provider: user.providerName, loginUrl });
  await messages.send({ id: user.id, channel: "email", to: user.email, ...mail });
  await markProviderUserInvited(db, user.id, clock.now());
}
