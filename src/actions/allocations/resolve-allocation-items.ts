import type { Trx } from "../../db/connect.ts";
import { lockOffers } from "../../db/offers/offers.ts";
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
  const named = items.map((item, i) => ({
    ...item,
    path: `items[${i}].${"recipientId" in item ? "recipientId" : "recipient"}`,
  }));
  const recipients = await resolveRecipients(trx, keyRing, municipalities, named);
  const offerIds = new Set(items.map(({ offerId }) => offerId.toLowerCase()).filter(isUuid));
  const offers = await lockOffers(trx, [...offerIds]);

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
  return resolved;
}
