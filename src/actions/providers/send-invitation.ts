import { staffUrl } from "../../config/hosts.ts";
import { contactsOfMunicipalities } from "../../db/providers/culture-contacts.ts";
import { findOwedInvitation, markInvitationSent } from "../../db/providers/provider-invitations.ts";
import { revealingAddressErrors } from "../../domain/providers/culture-contact.ts";
import { invitationMail } from "../../domain/providers/invitation-mail.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sends a user the owed invitation. Safe to run twice: the message carries the invitation's id, by
 * which the gateway delivers it once. Rejects when it was not sent; the sweep tries again.
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
  const owed = await findOwedInvitation(db, keyRing, userId);
  if (!owed) return;
  const { id, email, language, providerName: provider, municipalityName: municipality } = owed;
  const loginUrl = `${staffUrl(config)}/provider/login`;
  const [contact] = await contactsOfMunicipalities(db, keyRing, [owed.municipality]);
  // One that was stored before one of its words was listed as revealing is left out.
  const isNeutral = contact && revealingAddressErrors(contact.email).length === 0;
  const office = { municipality, contact: isNeutral ? contact.email : undefined };
  const mail = invitationMail({ provider, ...office, loginUrl, language });
  await messages.send({ id, channel: "email", to: email, ...mail });
  const sent = { userId, invitationId: id, at: clock.now() };
  await unitOfWork({ db }, ({ trx }) => markInvitationSent(trx, sent));
}
