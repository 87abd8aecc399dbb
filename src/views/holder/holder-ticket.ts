import type { OwnCodes } from "../../domain/codes/own-codes.ts";
import type { Texts } from "../../domain/language.ts";
import type { OfferMoveFrom } from "../../domain/offers/offer-move.ts";
import type { Place } from "../../domain/offers/offer.ts";
import type { PassState } from "../../domain/passes/pass.ts";
import type { TemplateColors, TicketNote } from "../../domain/templates/template.ts";
import type { HeldTerms } from "../ui/ticket-terms.ts";

/** A ticket as its holder sees it. */
export interface HolderTicket extends HeldTerms {
  /** Whose it is, where a link shows several children. */
  holderId: string;
  serialNumber: string;
  ticketNumber: string | null;
  offerId: string;
  state: PassState;
  title: Texts;
  description?: Texts | undefined;
  provider: string;
  place?: Place | undefined;
  notes: TicketNote[];
  providerPlace?: Place | undefined;
  claimUntil: Date | null;
  /** When it is given back, unless it is kept until then. */
  returnAt: Date | null;
  /** Set for a day after its time or place has changed. */
  movedFrom?: OfferMoveFrom | undefined;
  fetchedAt: Date | null;
  colors: TemplateColors;
  heroHash?: string | undefined;
  logoHash?: string | undefined;
  /** Set for an active ticket, once fetched where it has a claim deadline or a code of the provider's own. */
  barcode?: string | undefined;
  /** Under the barcode or in its place: the provider's code. */
  barcodeText?: string | undefined;
  ownCodes?: OwnCodes | undefined;
}
