import type { Recipient } from "./recipient.ts";

/** Where messages to a recipient go. */
export interface MessageContact {
  channel: "sms" | "email";
  to: string;
}

/** Which of a child's two guardians. */
export type Guardian = 1 | 2;

/** The contact of one guardian; undefined when it gets no messages. */
export const guardianContact = (
  recipient: Recipient,
  guardian: Guardian,
): MessageContact | undefined =>
  guardian === 1 ? messageContact(recipient) : secondContact(recipient);

/** The second guardian's contact: by phone, else by e-mail, wherever the first gets messages. */
function secondContact(recipient: Recipient): MessageContact | undefined {
  if (!messageContact(recipient)) return undefined;
  const { secondPhone, secondEmail } = recipient;
  if (secondPhone !== undefined) return { channel: "sms", to: secondPhone };
  return secondEmail === undefined ? undefined : { channel: "email", to: secondEmail };
}

/** The first guardian's contact; undefined when it gets no messages. */
export function messageContact({
  delivery,
  phone,
  email,
  protectedAddress,
}: Recipient): MessageContact | undefined {
  if (protectedAddress || (delivery !== "sms" && delivery !== "email")) return undefined;
  const to = delivery === "sms" ? phone : email;
  return to === undefined ? undefined : { channel: delivery, to };
}

/** Which of the recipient's guardians is reached there. */
export function guardianAt(recipient: Recipient, to: string): Guardian | undefined {
  const guardians = [1, 2] as const;
  return guardians.find((guardian) => guardianContact(recipient, guardian)?.to === to);
}
