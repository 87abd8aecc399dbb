import type { Language } from "../../domain/language.ts";
import type { EventTimes } from "../../domain/offers/offer.ts";
import type { Period } from "../../domain/period.ts";
import {
  formatDay,
  formatDays,
  formatPeriod,
  formatTime,
  formatWeekdays,
  joinWords,
} from "./format.ts";
import { holderTexts } from "../texts/holder-texts.ts";

/** The terms of a ticket. */
export interface TicketTerms {
  validity: Period;
  weekdays?: number[] | undefined;
  blackout?: [first: string, last: string][] | undefined;
  event?: EventTimes | undefined;
  uses: number | null;
  usesLeft: number | null;
  usesPerDay?: number | undefined;
  admits: number;
}

/** Formats validity, uses and admissions of a ticket, as rows of a label and lines. */
export function ticketTerms(
  ticket: TicketTerms,
  language: Language,
): [label: string, lines: string[]][] {
  const texts = holderTexts(language);
  const rows: [string, string[]][] = [];
  if (ticket.event) {
    const { doors, start } = ticket.event;
    const lines = [formatDay(start, language)];
    if (doors) lines.push(`${texts.doors} ${formatTime(doors, language)}`);
    lines.push(`${texts.starts} ${formatTime(start, language)}`);
    rows.push([texts.when, lines]);
  } else {
    const lines = [formatPeriod(ticket.validity, language)];
    if (ticket.weekdays) lines.push(texts.onlyOn(formatWeekdays(ticket.weekdays, language)));
    if (ticket.blackout && ticket.blackout.length > 0) {
      const days = ticket.blackout.map((closed) => formatDays(closed, language));
      lines.push(texts.notOn(joinWords(days, language)));
    }
    rows.push([texts.valid, lines]);
  }
  rows.push([texts.admits, [texts.people(ticket.admits)]]);
  const perDay = ticket.usesPerDay === undefined ? [] : [texts.perDay(ticket.usesPerDay)];
  if (ticket.uses === null)
    rows.push([texts.usesLeft, perDay.length > 0 ? perDay : [texts.unlimited]]);
  else if (ticket.uses > 1) {
    rows.push([texts.usesLeft, [texts.times(ticket.usesLeft ?? 0, ticket.uses), ...perDay]]);
  }
  return rows;
}
