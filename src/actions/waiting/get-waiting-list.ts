import { findOffer } from "../../db/offers/offers.ts";
import { findRecipients } from "../../db/recipients/recipients.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import type { PlacedChild } from "../../domain/waiting/waiting-list.ts";
import { auditReading } from "../access/audit-reading.ts";
import { requireNav } from "../access/require-nav.ts";
import type { Deps } from "../deps.ts";
import { requireAwaited, type AskedList } from "./lock-awaited.ts";
import { readWaitingLists, ticketsToGive } from "./read-waiting-lists.ts";

/** A child on a waiting list with how the officer knows it. */
type NamedPlace = PlacedChild & { recipient: Recipient };

export interface WaitingListDetails {
  offer: Offer;
  /** Tickets that can be given now. */
  left: number;
  /** In the order of places. */
  places: NamedPlace[];
}

/**
 * An offer's waiting list, as far as its children are of the officer's municipalities. Audited. Throws AppError
 * "forbidden", "not_found".
 */
export async function getWaitingList(
  { clock, db, keyRing }: Pick<Deps, "clock" | "db" | "keyRing">,
  { actor, offerId }: AskedList,
): Promise<WaitingListDetails> {
  const municipalities = requireNav(actor);
  const found = isUuid(offerId) ? await findOffer(db, offerId) : undefined;
  const offer = requireAwaited(found, municipalities);
  const asked = { municipalities, offerId, at: clock.now() };
  const [list] = await readWaitingLists(db, asked);
  const children = list?.children ?? [];
  const ids = children.map(({ id }) => id);
  const recipients = await findRecipients(db, keyRing, municipalities, ids);
  await auditReading({ db }, actor, {
    action: "recipient.listed",
    subject: municipalities.join(","),
    detail: { count: recipients.size },
  });
  const places = children.flatMap((child): NamedPlace[] => {
    const recipient = recipients.get(child.id);
    return recipient ? [{ ...child, recipient }] : [];
  });
  return { offer, left: await ticketsToGive(db, offer, asked.at), places };
}
