import type { OfferTerms } from "../../domain/offers/offer.ts";
import type { RefundValues } from "../../views/provider/offer-form-values.ts";
import { kroner, oreOf } from "./offer-form-fields.ts";

/** Members of the API's body with the form's refund; one for each person let in has no unit. */
export const refundOf = ({ refund, refundPer, refundCapPerTicket, refundCap }: RefundValues) => ({
  refundPerAdmissionOre: oreOf(refund),
  refundPer: refundPer === "" || refundPer === "admission" ? null : refundPer,
  refundCapPerTicketOre: oreOf(refundCapPerTicket) || null,
  refundCapOre: oreOf(refundCap) || null,
});

type Refund = Pick<
  OfferTerms,
  "refundPerAdmissionOre" | "refundPer" | "refundCapPerTicketOre" | "refundCapOre"
>;

const optional = (ore: number | undefined) => (ore === undefined ? "" : kroner(ore));

/** Values of the refund's fields for an offer, or for a new one without a refund. */
export const refundValues = (offer: Refund = { refundPerAdmissionOre: 0 }): RefundValues => ({
  refund: kroner(offer.refundPerAdmissionOre),
  refundPer: offer.refundPer ?? "admission",
  refundCapPerTicket: optional(offer.refundCapPerTicketOre),
  refundCap: optional(offer.refundCapOre),
});
