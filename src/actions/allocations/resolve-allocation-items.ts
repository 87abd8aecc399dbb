import type { Trx } from "../../db/connect.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import {
  findRecipientsById,
  findRecipientsByReference,
} from "../../db/recipients/recipient-references.ts";
import type { AllocationItem } from "../../domain/allocations/allocation.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError, type FieldError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";
import { requireUnambiguous } from "../access/find-recipient-id.ts";

/** A requested item: pages name the recipient by id, the API by NAV's reference. */
export type RequestedItem = ({ recipientId: string } | { recipient: string }) & {
  offerId: string;
  count?: number | undefined;
};

const unknown = (i: number, member: string, message: string): FieldError => ({
  path: `items[${i}].${member}`,
  code: "unknown",
  message,
});

/**
 * Resolves the items' recipients and offers; locks the offers until commit. Throws AppError
 * "validation_failed" with the path of every unknown recipient or offer, and "conflict" for a
 * reference that exists in several of the municipalities.
 */
export async function resolveAllocationItems(
  trx: Trx,
  keyRing: KeyRing,
  municipalities: string[],
  items: RequestedItem[],
): Promise<AllocationItem[]> {
  const ids = items.flatMap((item) => ("recipientId" in item ? [item.recipientId] : []));
  const references = items.flatMap((item) => ("recipient" in item ? [item.recipient] : []));
  const byId = await findRecipientsById(trx, municipalities, ids.filter(isUuid));
  const named = await findRecipientsByReference(trx, keyRing, municipalities, references);
  const offerIds = new Set(items.map(({ offerId }) => offerId.toLowerCase()).filter(isUuid));
  const offers = await lockOffers(trx, [...offerIds]);

  const faults: FieldError[] = [];
  const resolved = items.flatMap((item, i) => {
    const { offerId, count = 1 } = item;
    const matches = "recipient" in item ? named.get(item.recipient) : undefined;
    const recipient =
      "recipientId" in item ? byId.get(item.recipientId) : matches && requireUnambiguous(matches);
    const offer = offers.get(offerId.toLowerCase());
    if (!recipient) faults.push(unknown(i, "recipient", "must be the reference of a recipient"));
    if (!offer) faults.push(unknown(i, "offerId", "must be the id of an offer"));
    return recipient && offer ? [{ recipient, offer, count }] : [];
  });
  if (faults.length > 0) {
    throw new AppError("validation_failed", "Some items name what is not known here.", {
      errors: faults,
    });
  }
  return resolved;
}
