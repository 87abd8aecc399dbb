import { unfetchedTickets, type UnfetchedTickets } from "../../db/recipients/unfetched-tickets.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { withRecipients } from "../access/with-recipients.ts";

const limit = 1000;

/** Tickets that a recipient has not fetched, with the recipient. */
type NamedUnfetched = UnfetchedTickets & { recipient: Recipient };

/**
 * Tickets that the officer's recipients have neither fetched nor been handed out, by offer, the earliest deadline
 * first, at most 1,000 lines. Audited. Throws AppError "forbidden".
 */
export async function listUnfetched(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<NamedUnfetched[]> {
  const municipalities = requireNav(actor);
  const found = await unfetchedTickets(db, { municipalities, at: clock.now(), limit });
  return withRecipients({ db, keyRing }, actor, { municipalities, lines: found });
}
