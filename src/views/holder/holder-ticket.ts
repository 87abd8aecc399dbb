import type { ClaimedTicket } from "../../db/recipients/claimed-tickets.ts";
import type { OfferMoveFrom } from "../../domain/offers/offer-move.ts";
import type { HeldTerms } from "../ui/ticket-terms.ts";

/** What a page shows of a ticket as it is stored. */
type Stored =
  | "holderId"
  | "serialNumber"
  | "ticketNumber"
  | "offerId"
  | "state"
  | "title"
  | "description"
  | "provider"
  | "place"
  | "notes"
  | "providerPlace"
  | "claimUntil"
  | "returnAt"
  | "fetchedAt"
  | "colors"
  | "heroHash"
  | "logoHash"
  | "ownCodes";

/** A ticket as its holder sees it. */
export interface HolderTicket extends HeldTerms, Pick<ClaimedTicket, Stored> {
  /** Set for a day after its time or place has changed. */
  movedFrom?: OfferMoveFrom | undefined;
  /** Set for an active ticket, once fetched where it has a claim deadline or a code of the provider's own. */
  barcode?: string | undefined;
  /** Under the barcode or in its place: the provider's code. */
  barcodeText?: string | undefined;
}
