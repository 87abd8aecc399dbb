import { addDays, dayInOslo, type Period } from "../period.ts";
import { openingOn } from "./opening-hours.ts";
import { isClosedOn, type DayTerms } from "./usable-days.ts";

/** What decides when the door opens. */
export interface OpeningTerms extends DayTerms {
  validity: Period;
}

/** Days that are searched for the next opening: longer than any closed season. */
const searched = 400;

/** When the door opens next after an instant at which it is closed, before `until`; undefined: not again. */
function nextOpening(
  { hours = [], ...terms }: DayTerms,
  { at, until }: { at: Date; until: Date },
): Date | undefined {
  for (let n = 0, day = dayInOslo(at); n < searched; n += 1, day = addDays(day, 1)) {
    const opening = isClosedOn(terms, day) ? undefined : openingOn(hours, day);
    if (opening && opening.from >= until) return undefined;
    if (opening && opening.from > at) return opening.from;
  }
  return undefined;
}

/** The refusal of a scan outside the hours: it names when the door opens again, unless the ticket is over by then. */
export function refusalClosed(
  terms: OpeningTerms,
  { at, lastsUntil }: { at: Date; lastsUntil: Date | null },
) {
  const end = terms.validity.until;
  const until = lastsUntil && lastsUntil < end ? lastsUntil : end;
  const opensAt = nextOpening(terms, { at, until })?.toISOString();
  return { accepted: false, reason: "closed_now", ...(opensAt && { opensAt }) } as const;
}
