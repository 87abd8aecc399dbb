import type { Recipient } from "./recipient.ts";

/** Where messages to a recipient go. */
export interface MessageContact {
  channel: "sms" | "email";
  to: string;
}

/** The recipient's contact; undefined when it gets no messages. */
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
