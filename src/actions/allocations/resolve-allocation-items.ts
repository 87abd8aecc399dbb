import type { Trx } from "../../db/connect.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import { findHoldings, type Holding } from "../../db/passes/pass-issuing.ts";
import type { PreparedLink } from "../../db/recipients/claim-links.ts";
import { prepareMissingLinks } from "../../db/recipients/missing-links.ts";
import { sentTogether } from "../../db/sql.ts";
import type { AllocationItem } from "../../domain/allocations/allocation.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import type { FieldError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import { refuseFaults, resolveRecipients, type NamedRecipient } from "./resolve-recipients.ts";

/** A requested item: it names the recipient by id, or by NAV's reference. */
export type RequestedItem = NamedRecipient & {
  offerId: string;
  count?: number | undefined;
};

/** The items with what is read and prepared for them. */
interface ResolvedItems {
  resolved: AllocationItem[];
  /** How many tickets of the offer the recipient holds, while the offers are locked. */
  held: (recipientId: string, offerId: string) => number;
  /** For those of the recipients that had none before the offers were locked. */
  links: PreparedLink[];
}

/**
 * Resolves the items' recipients and offers; locks the offers until commit. Whatever does not depend on the offers
 * is read and encrypted before their lock, and the holdings are read in the lock's own round trip: a sought-after
 * offer gives as many tickets as the time allows in which one request after the other holds it.
 *
 * Throws AppError "validation_failed" with the path of every unknown recipient or offer, and "conflict" with the
 * path of every reference that several of the municipalities know.
 */
export async function resolveAllocationItems(
  trx: Trx,
  keyRing: KeyRing,
  municipalities: string[],
  items: RequestedItem[],
): Promise<ResolvedItems> {
  const named = items.map((item, i) => ({
    ...item,
    path: `items[${i}].${"recipientId" in item ? "recipientId" : "recipient"}`,
  }));
  const recipients = await resolveRecipients(trx, keyRing, municipalities, named);
  const known = recipients.flatMap((found) => ("recipient" in found ? [found.recipient.id] : []));
  const recipientIds = [...new Set(known)];
  const links = await prepareMissingLinks(trx, keyRing, recipientIds);
  const offerIds = [...new Set(items.map(({ offerId }) => offerId.toLowerCase()).filter(isUuid))];
  const [offers, holdings] = await sentTogether([
    lockOffers(trx, offerIds),
    findHoldings(trx, recipientIds, offerIds),
  ]);

  const faults: FieldError[] = [];
  const resolved = items.flatMap(({ offerId, count = 1 }, i) => {
    const found = recipients[i];
    const offer = offers.get(offerId.toLowerCase());
    if (found && "fault" in found) faults.push(found.fault);
    if (!offer) {
      faults.push({
        ...{ path: `items[${i}].offerId`, code: "unknown", message: "must be the id of an offer" },
      });
    }
    return found && "recipient" in found && offer
      ? [{ recipient: found.recipient, offer, count }]
      : [];
  });
  refuseFaults(faults, "Some items name what is not known here.");
  return { resolved, held: heldOf(holdings), links };
}

function heldOf(holdings: Holding[]): ResolvedItems["held"] {
  const counts = new Map(
    holdings.map(({ recipientId, offerId, count }) => [`${recipientId} ${offerId}`, count]),
  );
  return (recipientId, offerId) => counts.get(`${recipientId} ${offerId}`) ?? 0;
}
