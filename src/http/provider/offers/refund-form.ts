import type { RefundTerms } from "../../../domain/offers/offer.ts";
import type { RefundValues } from "../../../views/provider/offer-form-values.ts";
import { kroner, oreOf } from "./offer-form-fields.ts";

/** The member of the API's body with the form's refund. */
export const refundOfForm = ({
  refund,
  refundPer,
  refundCapPerTicket,
  refundCap,
}: RefundValues) => ({
  per: refundPer || "admission",
  ore: oreOf(refund),
  capPerTicketOre: capOf(refundCapPerTicket),
  capTotalOre: capOf(refundCap),
});

/** Only an empty field is no cap: one of 0 is refused, and not taken for none. */
const capOf = (typed: string) => (typed.trim() === "" ? null : oreOf(typed));

const optional = (ore: number | undefined) => (ore === undefined ? "" : kroner(ore));

/** Values of the refund's fields for an offer, or for a new one without a refund. */
export const refundValues = (offer: RefundTerms = { refundPerAdmissionOre: 0 }): RefundValues => ({
  refund: kroner(offer.refundPerAdmissionOre),
  refundPer: offer.refundPer ?? "admission",
  refundCapPerTicket: optional(offer.refundCapPerTicketOre),
  refundCap: optional(offer.refundCapOre),
});
