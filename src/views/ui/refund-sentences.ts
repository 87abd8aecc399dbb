import type { OfferTerms } from "../../domain/offers/offer.ts";
import { offerTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { formatMoney } from "./format.ts";

type Refund = Pick<
  OfferTerms,
  "refundPerAdmissionOre" | "refundPer" | "refundCapPerTicketOre" | "refundCapOre"
>;

/** What the municipality pays for and its caps, after a sentence of the reader's own that begins it. */
export function refundSentences(
  { refundPerAdmissionOre, refundPer, refundCapPerTicketOre, refundCapOre }: Refund,
  language: StaffLanguage,
  paid: (sum: string, what: string) => string,
): string {
  const { refundUnits, agreedCapPerTicket, agreedCap } = offerTexts(language);
  return [
    paid(formatMoney(refundPerAdmissionOre), refundUnits[refundPer ?? "admission"]),
    ...(refundCapPerTicketOre ? [agreedCapPerTicket(formatMoney(refundCapPerTicketOre))] : []),
    ...(refundCapOre ? [agreedCap(formatMoney(refundCapOre))] : []),
  ].join(" ");
}
