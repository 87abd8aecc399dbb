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

/** A requested item: it names the recipient by id, or by NAV's reference. */
export type RequestedItem = ({ recipientId: string } | { recipient: string }) & {
  offerId: string;
  count?: number | undefined;
};

const unknown = (i: number, member: string, what: string): FieldError => ({
  path: `items[${i}].${member}`,
  code: "unknown",
  message: `must be the ${what}`,
});

const ambiguous = (i: number): FieldError => ({
  path: `items[${i}].recipient`,
  code: "ambiguous",
  message: "is known in several of your municipalities: name the recipient by recipientId",
});

/**
 * Resolves the items' recipients and offers; locks the offers until commit. Throws AppError
 * "validation_failed" with the path of every unknown recipient or offer, and "conflict" with the path of every
 * reference that several of the municipalities know.
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
  const conflicts: FieldError[] = [];
  const resolved = items.flatMap((item, i) => {
    const { offerId, count = 1 } = item;
    const [recipient, ...others] =
      "recipientId" in item
        ? [byId.get(item.recipientId.toLowerCase())]
        : (named.get(item.recipient) ?? []);
    const offer = offers.get(offerId.toLowerCase());
    if (others.length > 0) conflicts.push(ambiguous(i));
    if (!recipient) {
      faults.push(
        "recipientId" in item
          ? unknown(i, "recipientId", "id of a recipient")
          : unknown(i, "recipient", "reference of a recipient"),
      );
    }
    if (!offer) faults.push(unknown(i, "offerId", "id of an offer"));
    return recipient && offer ? [{ recipient, offer, count }] : [];
  });
  if (faults.length > 0) {
    throw new AppError("validation_failed", "Some items name what is not known here.", {
      errors: faults,
    });
  }
  if (conflicts.length > 0) {
    throw new AppError("conflict", "Some references are known in several of your municipalities.", {
      errors: conflicts,
    });
  }
  return resolved;
}
