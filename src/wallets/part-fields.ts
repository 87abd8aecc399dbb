import type { Language } from "../domain/language.ts";
import { partsLeftText, untouchedParts, type OfferPart } from "../domain/offers/parts.ts";
import type { ContentField } from "./content-field.ts";
import { walletTexts } from "./wallet-texts.ts";

/** The parts of an offer's tickets, each ticked off so many times. */
export interface TicketParts {
  parts: OfferPart[];
  uses: number;
}

/** Says what a ticket's parts have left; a template's keys begin with a letter. */
export const partsField: ContentField = {
  slot: "back",
  key: "_parts",
  label: walletTexts.partsLeft,
  value: { kind: "ticket", source: "partsLeft" },
};

/** What a ticket's parts have left, in the language; null: none was ticked off. */
export const partsText = (
  of: TicketParts | undefined,
  left: number[] | null,
  language: Language,
): string =>
  of ? partsLeftText(of.parts, left ?? untouchedParts(of.parts, of.uses), language) : "";
