import { findRecipients } from "../../db/recipients/recipients.ts";
import type { Texts } from "../../domain/language.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { auditReading } from "../access/audit-reading.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Actor, Deps } from "../deps.ts";
import { readWaitingLists } from "./read-waiting-lists.ts";

/** What an offer's waiting list proposes. */
interface Proposal {
  offerId: string;
  title: Texts;
  left: number;
  /** Who would get its tickets, in the order of places; none while there is no ticket for the next. */
  recipients: Recipient[];
  /** How many wait, with these. */
  waiting: number;
}

/**
 * The waiting lists of the officer's municipalities, with the freed tickets that they propose. Audited where
 * they name a child. Throws AppError "forbidden".
 */
export async function listProposals(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor }: { actor: Actor },
): Promise<Proposal[]> {
  const municipalities = requireNav(actor);
  const lists = await readWaitingLists(db, { municipalities, at: clock.now() });
  const proposed = lists.map(({ children }) =>
    children.flatMap(({ id, state }) => (state === "proposed" ? [id] : [])),
  );
  const recipients = await findRecipients(db, keyRing, municipalities, proposed.flat());
  if (recipients.size > 0) {
    await auditReading({ db }, actor, {
      action: "recipient.listed",
      subject: municipalities.join(","),
      detail: { count: recipients.size },
    });
  }
  return lists.map(({ offer, left, children }, i) => ({
    ...{ offerId: offer.id, title: offer.title, left, waiting: children.length },
    recipients: (proposed[i] ?? []).flatMap((id) => recipients.get(id) ?? []),
  }));
}
