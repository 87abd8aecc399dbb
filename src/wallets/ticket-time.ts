import { dayInOslo, isMidnight, timeInOslo } from "../domain/period.ts";
import type { ContentField } from "./content-field.ts";
import { walletTexts } from "./wallet-texts.ts";

/** Says how long a ticket lasts whose time begins with its first scan; a template's keys begin with a letter. */
export const timeField: ContentField = {
  slot: "back",
  key: "_time",
  label: walletTexts.timeEnds,
  value: { kind: "ticket", source: "lastsUntil" },
};

const dayAsWritten = (at: Date) => dayInOslo(at).split("-").reverse().join(".");

/** The end of a ticket's time, in one form for all languages: "26.11.2026 13:05"; midnight by the day before. */
export function timeText(lastsUntil: Date | null): string {
  // A dash, since an empty value leaves a hole on the ticket.
  if (lastsUntil === null) return "–";
  if (isMidnight(lastsUntil)) return `${dayAsWritten(new Date(lastsUntil.getTime() - 1))} 24:00`;
  return `${dayAsWritten(lastsUntil)} ${timeInOslo(lastsUntil)}`;
}
