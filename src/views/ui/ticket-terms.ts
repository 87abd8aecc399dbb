import type { Language } from "../../domain/language.ts";
import { begunText, ruleTexts, type TicketTerms } from "../../domain/offers/ticket-rules.ts";
import { partsLeftText } from "../../domain/offers/parts.ts";
import { holderTexts } from "../texts/holder-texts.ts";

/** The terms of a ticket with its uses left; null: unlimited. */
export interface HeldTerms extends TicketTerms {
  usesLeft: number | null;
  /** When the time is over that began with its first scan; null: it has not begun. */
  lastsUntil: Date | null;
  /** Uses left of each part; null: none was ticked off, or it has none. */
  partsLeft: number[] | null;
}

/**
 * Formats the terms of a ticket as rows of a label and lines. A ticket for several uses says how many
 * are left, one whose time has begun when it ends, and one with parts which of them are left.
 */
export function ticketTerms(
  ticket: HeldTerms,
  language: Language,
): [label: string, lines: string[]][] {
  const texts = holderTexts(language);
  const { uses, usesLeft, lastsUntil, parts, partsLeft } = ticket;
  return ruleTexts(ticket, language).map(({ about, label, lines }) => {
    if (about !== "canBeUsed") return [label, lines];
    if (parts) {
      return partsLeft
        ? [texts.usesLeft, [partsLeftText(parts, partsLeft, language)]]
        : [label, lines];
    }
    const begun = lastsUntil ? [begunText(lastsUntil, language)] : [];
    return uses !== null && uses > 1
      ? [texts.usesLeft, [texts.times(usesLeft ?? 0, uses), ...lines.slice(1), ...begun]]
      : [label, [...lines, ...begun]];
  });
}
