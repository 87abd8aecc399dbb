import { seesProtectedOf } from "../../actions/access/require-nav.ts";
import type { Actor } from "../../actions/deps.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";

/** Returns where a form that changed a recipient redirects to: its page, unless its officer may no longer see it. */
export function recipientAfterChange(
  actor: Actor,
  { id, municipality, protectedAddress }: Recipient,
  query: string,
): string {
  return protectedAddress && !seesProtectedOf(actor, municipality)
    ? "/nav/recipients?notice=hidden"
    : `/nav/recipients/${id}?${query}`;
}
