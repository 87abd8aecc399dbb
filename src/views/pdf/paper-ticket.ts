import type { OwnCodes } from "../../domain/codes/own-codes.ts";
import { textIn, type Language, type Texts } from "../../domain/language.ts";
import { ticketRuleWords } from "../../domain/offers/ticket-rule-words.ts";
import type { Place } from "../../domain/offers/offer.ts";
import { contactText } from "../../domain/providers/contact-text.ts";
import type { TemplateColors, TicketNote } from "../../domain/templates/template.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { ticketTerms, type HeldTerms } from "../ui/ticket-terms.ts";
import { drawable } from "../ui/drawn-font.ts";

export interface PaperTicket extends HeldTerms {
  ticketNumber: string | null;
  title: Texts;
  description?: Texts | undefined;
  provider: string;
  place?: Place | undefined;
  notes: TicketNote[];
  providerPlace?: Place | undefined;
  colors: TemplateColors;
  barcode: string;
  /** Under the barcode or in its place, where the code is the provider's own. */
  barcodeText?: string | undefined;
  ownCodes?: OwnCodes | undefined;
  /** PNG of 1032 × 336 pixels. */
  hero?: Uint8Array | undefined;
  /** PNG of 480 × 150 pixels at most. */
  logo?: Uint8Array | undefined;
}

/** What the door checks, and where, as rows of a label and lines. */
export function rowsOf(
  ticket: PaperTicket,
  language: Language,
): [label: string, lines: string[]][] {
  const rows = ticketTerms(ticket, language);
  const { place } = ticket;
  if (place) rows.push([holderTexts(language).where, [place.name, place.address]]);
  return rows;
}

/** The provider's contact as a row; undefined without an address. */
export function contactOf(
  { provider, providerPlace }: PaperTicket,
  language: Language,
): [label: string, text: string] | undefined {
  const text = contactText({ name: provider, place: providerPlace });
  return text === undefined ? undefined : [ticketRuleWords(language).contact, text];
}

/** What a screen reader says for the code. */
export const codeAlt = ({ title }: PaperTicket, language: Language): string =>
  holderTexts(language).codeFor(drawable(textIn(title, language)));
