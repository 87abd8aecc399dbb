import type { Language } from "../../domain/language.ts";
import { begunText, ruleTexts, type TicketTerms } from "../../domain/offers/ticket-rules.ts";
import { holderTexts } from "../texts/holder-texts.ts";

/** The terms of a ticket with its uses left; null: unlimited. */
export interface HeldTerms extends TicketTerms {
  usesLeft: number | null;
  /** When the time is over that began with its first scan; null: it has not begun. */
  lastsUntil: Date | null;
}

/**
 * Formats the terms of a ticket as rows of a label and lines. A ticket for several uses says how many
 * are left, and one whose time has begun when it ends.
 */
export function ticketTerms(
  ticket: HeldTerms,
  language: Language,
): [label: string, lines: string[]][] {
  const texts = holderTexts(language);
  const { uses, usesLeft, lastsUntil } = ticket;
  return ruleTexts(ticket, language).map(({ about, label, lines }) => {
    if (about !== "canBeUsed") return [label, lines];
    const begun = lastsUntil ? [begunText(lastsUntil, language)] : [];
    return uses !== null && uses > 1
      ? [texts.usesLeft, [texts.times(usesLeft ?? 0, uses), ...lines.slice(1), ...begun]]
      : [label, [...lines, ...begun]];
  });
}
