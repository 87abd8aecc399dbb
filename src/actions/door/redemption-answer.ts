import type { LastUse } from "../../db/door/last-use.ts";
import type { Redemption } from "../../db/door/redemptions.ts";
import type { EarlierScan } from "../../db/door/earlier-scan.ts";
import type { TicketAtDoor } from "../../db/door/ticket-at-door.ts";
import { askBack, type Question } from "../../domain/door/ask-back.ts";
import type { RecordedReason } from "../../domain/door/extra-admission.ts";
import type { RedemptionDecision } from "../../domain/door/redemption.ts";
import {
  answeredParts,
  partsInAnswer,
  type AnsweredPart,
  type PartsOfTicket,
} from "./judge-part.ts";
import { refusalClosed } from "../../domain/offers/next-opening.ts";
import { refusalBetween, type eventAsText } from "../../domain/offers/sessions.ts";
import { textIn, type Language } from "../../domain/language.ts";

export type RedemptionAnswer =
  | {
      accepted: true;
      admits: number;
      admitted: number;
      /** null: unlimited. */
      usesLeft: number | null;
      offerTitle: string;
      /** When the ticket's time is over that began with its first scan. */
      lastsUntil?: string;
      /** Which part was ticked off, of a ticket with parts; `usesLeft` is of this part. */
      part?: { key: string; label: string; letsIn: boolean };
      /** What its parts have left. */
      partsLeft?: AnsweredPart[];
      /** The scan took no use, though its scanner had admitted it offline. */
      extraAdmission?: true;
    }
  | {
      accepted: false;
      reason: RecordedReason | Question;
      /** Since the ticket's latest use, where the reason is about uses. */
      secondsSinceLastUse?: number;
      /** With "time_up": when the ticket's time ends, which no session may be left to use. */
      lastsUntil?: string;
      /** With "between_sessions": the next at which the ticket is good. */
      nextSession?: ReturnType<typeof eventAsText>;
      /** With "closed_now": when it opens again, within the ticket's time. */
      opensAt?: string;
      /** Of a ticket with parts: what they have left. */
      partsLeft?: AnsweredPart[];
      /** With a question: how many the ticket may admit, if the scan is sent again with a number. */
      admits?: number;
      usesLeft?: number | null;
      offerTitle?: string;
      /** With "just_scanned": the scan that can be undone. */
      lastScanId?: string;
    };

/** The answer to a scan that asks; undefined when there is no question. */
export function questionTo(
  doorDeviceId: string,
  decision: RedemptionDecision,
  ticket: TicketAtDoor & { lastUse: LastUse | undefined; language: Language },
): RedemptionAnswer | undefined {
  const { admits, usesLeft, title, language } = ticket;
  const lastUse = ticket.lastUse?.doorDeviceId === doorDeviceId ? ticket.lastUse : undefined;
  const reason = askBack(decision, { admits, secondsSinceOwnUse: lastUse?.secondsAgo });
  if (!reason) return undefined;
  return {
    accepted: false,
    reason,
    ...(decision.accepted && { admits, usesLeft }),
    offerTitle: textIn(title, language),
    ...(reason === "just_scanned" &&
      lastUse && { secondsSinceLastUse: lastUse.secondsAgo, lastScanId: lastUse.scanId }),
  };
}

/** The question which of its parts are ticked off, to a scan that names none. */
export const partQuestion = (ticket: TicketAtDoor, language: Language): RedemptionAnswer => ({
  accepted: false,
  reason: "which_part",
  partsLeft: answeredParts(ticket, language),
  admits: ticket.admits,
  offerTitle: textIn(ticket.title, language),
});

/** The answer to a scan that is recorded. */
export function answerOf(
  outcome: Redemption["outcome"],
  {
    title,
    admits,
    isExtra,
    secondsSinceLastUse,
    lastsUntil,
    sessions = [],
    opening,
    scannedAt,
    language,
    part,
    ...ticket
  }: Pick<
    EarlierScan,
    | "title"
    | "admits"
    | "isExtra"
    | "secondsSinceLastUse"
    | "lastsUntil"
    | "sessions"
    | "opening"
    | "scannedAt"
    | "part"
  > &
    PartsOfTicket & {
      language: Language;
    },
): RedemptionAnswer {
  const ofParts = partsInAnswer(ticket, outcome.accepted ? part : null, language);
  if (!outcome.accepted) {
    const refusal =
      outcome.reason === "between_sessions"
        ? refusalBetween(sessions, { at: scannedAt, lastsUntil })
        : outcome.reason === "closed_now" && opening
          ? refusalClosed(opening, { at: scannedAt, lastsUntil })
          : outcome;
    return {
      ...refusal,
      ...(refusal.reason === "used_up" && ofParts),
      ...(secondsSinceLastUse !== null && { secondsSinceLastUse }),
      ...(refusal.reason === "time_up" && lastsUntil && { lastsUntil: lastsUntil.toISOString() }),
    };
  }
  return {
    accepted: true,
    admits: admits ?? 1,
    admitted: outcome.admitted,
    usesLeft: outcome.usesLeft,
    offerTitle: title ? textIn(title, language) : "",
    ...ofParts,
    ...(lastsUntil && { lastsUntil: lastsUntil.toISOString() }),
    ...(isExtra && { extraAdmission: true }),
  };
}
