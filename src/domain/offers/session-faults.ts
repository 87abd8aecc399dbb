import type { FieldError } from "../../errors.ts";
import { contains } from "../period.ts";
import type { OfferTerms } from "./offer.ts";
import { endOfLastDay, opensAt } from "./sessions.ts";
import { hasUsableDay } from "./usable-days.ts";

export function sessionFaults(terms: OfferTerms): FieldError[] {
  const { sessions = [], event, validity } = terms;
  const both = sessions.length > 0 && event;
  const isLeftOver = sessions.length > 0 && validity.until > endOfLastDay(sessions);
  return [
    ...(both ? [contradiction("sessions", "must be absent where there is an event")] : []),
    ...(isLeftOver ? [contradiction("validUntil", "must be on the day of the last session")] : []),
    ...sessions.flatMap((session, i): FieldError[] => {
      const path = `sessions[${i}]`;
      const { doors, start, end } = session;
      const open = { from: opensAt(session), until: end };
      if (start >= end) return [contradiction(`${path}.end`, "must be later than its start")];
      if (doors && doors > start) {
        return [contradiction(`${path}.doors`, "must not be later than its start")];
      }
      if (!contains(validity, open.from) || end > validity.until) {
        return [contradiction(`${path}.start`, "must lie between validFrom and validUntil")];
      }
      const message = "must not be on a day on which the ticket is not valid";
      return hasUsableDay(terms, open) ? [] : [{ path, code: "never_valid", message }];
    }),
  ];
}

export const contradiction = (path: string, message: string): FieldError => ({
  path,
  code: "contradiction",
  message,
});
