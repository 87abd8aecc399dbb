import { seesProtectedOf } from "../../actions/access/require-nav.ts";
import type { Actor } from "../../actions/deps.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";

/** Where a form goes on that changed a recipient: to its page, unless its officer may not see it any more. */
export function recipientAfterChange(
  actor: Actor,
  { id, municipality, protectedAddress }: Recipient,
  query: string,
): string {
  return protectedAddress && !seesProtectedOf(actor, municipality)
    ? "/nav/recipients?notice=hidden"
    : `/nav/recipients/${id}?${query}`;
}
