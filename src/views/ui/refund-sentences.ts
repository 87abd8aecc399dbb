import type { RefundTerms } from "../../domain/offers/offer.ts";
import { offerTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { formatMoney } from "./format.ts";

/** What the municipality pays for and its caps, after a sentence of the reader's own that begins it. */
export function refundSentences(
  { refundPerAdmissionOre, refundPer, refundCapPerTicketOre, refundCapOre }: RefundTerms,
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
