import type { Trx } from "../../db/connect.ts";
import { lockOffers } from "../../db/offers/offers.ts";
import { findRecipientsByReference } from "../../db/recipients/recipient-references.ts";
import type { AllocationItem } from "../../domain/allocations/allocation.ts";
import { isUuid } from "../../domain/is-uuid.ts";
import { AppError, type FieldError } from "../../errors.ts";
import type { KeyRing } from "../../key-ring.ts";

/** As NAV asks: `recipient` is its own reference. */
export interface RequestedItem {
  recipient: string;
  offerId: string;
  count?: number | undefined;
}

const unknown = (i: number, member: string, message: string): FieldError => ({
  path: `items[${i}].${member}`,
  code: "unknown",
  message,
});

/**
 * Brings the items together with their recipients and with their offers, which stay locked until
 * commit. Throws AppError("validation_failed") with the path of every unknown recipient or offer.
 */
export async function resolveAllocationItems(
  trx: Trx,
  keyRing: KeyRing,
  municipalities: string[],
  items: RequestedItem[],
): Promise<AllocationItem[]> {
  const references = items.map(({ recipient }) => recipient);
  const recipients = await findRecipientsByReference(trx, keyRing, municipalities, references);
  const offerIds = new Set(items.map(({ offerId }) => offerId.toLowerCase()).filter(isUuid));
  const offers = await lockOffers(trx, [...offerIds]);

  const faults: FieldError[] = [];
  const resolved = items.flatMap(({ recipient: reference, offerId, count = 1 }, i) => {
    const recipient = recipients.get(reference);
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
