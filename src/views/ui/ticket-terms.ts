import type { Language } from "../../domain/language.ts";
import { ruleTexts, type TicketTerms } from "../../domain/offers/ticket-rules.ts";
import { holderTexts } from "../texts/holder-texts.ts";

/** The terms of a ticket with its uses left; null: unlimited. */
export interface HeldTerms extends TicketTerms {
  usesLeft: number | null;
}

/**
 * Formats the terms of a ticket as rows of a label and lines. A ticket for several uses says how many
 * are left.
 */
export function ticketTerms(
  ticket: HeldTerms,
  language: Language,
): [label: string, lines: string[]][] {
  const texts = holderTexts(language);
  const { uses, usesLeft } = ticket;
  return ruleTexts(ticket, language).map(({ about, label, lines }) =>
    about === "canBeUsed" && uses !== null && uses > 1
      ? [texts.usesLeft, [texts.times(usesLeft ?? 0, uses), ...lines.slice(1)]]
      : [label, lines],
  );
}
