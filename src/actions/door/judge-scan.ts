import type { Db } from "../../db/connect.ts";
import { findLastUse } from "../../db/door/last-use.ts";
import { countUses, type TicketAtDoor } from "../../db/door/ticket-at-door.ts";
import { isAboutUses } from "../../domain/door/ask-back.ts";
import { effectiveScanTime } from "../../domain/door/effective-scan-time.ts";
import { outcomeOf, type ScanOutcome } from "../../domain/door/extra-admission.ts";
import { decideRedemption, type RedemptionDecision } from "../../domain/door/redemption.ts";
import { dayInOslo, endOfDay, startOfDay } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import { partMissing, partOfScan } from "./judge-part.ts";
import { partQuestion, questionTo, type RedemptionAnswer } from "./redemption-answer.ts";
import type { Scan } from "./scan.ts";

/** What the rules say of a scan, and what is to be recorded of it. */
export interface JudgedScan {
  decision: RedemptionDecision;
  outcome: ScanOutcome;
  /** The moment by which the rules of time were applied. */
  at: Date;
  admitted: number;
  /** Of a refusal that is about uses. */
  secondsSinceLastUse: number | null;
  /** Position from 1 of the part that is ticked off; null: none. */
  part: number | null;
}

/**
 * Applies the rules to a scan of a ticket as it was read, and writes nothing. Throws AppError
 * "validation_failed" when more go in than the ticket admits, for a moment that no scan is judged by, or for a scan of
 * a ticket with parts that names none of them.
 */
export async function judgeScan(
  db: Db,
  scan: Scan,
  { ticket, now }: { ticket: TicketAtDoor | undefined; now: Date },
): Promise<JudgedScan | { question: RedemptionAnswer }> {
  const { doorDeviceId, providerId, admitted: asked, language = "nb" } = scan;
  const at = effectiveScanTime(scan.scannedAt, now);
  const day = dayInOslo(at);
  const usedThatDay =
    ticket?.usesPerDay === undefined
      ? 0
      : await countUses(db, ticket.serialNumber, { from: startOfDay(day), until: endOfDay(day) });
  const { choice, usesLeft } = partOfScan(ticket, scan);
  const judged = decideRedemption(ticket && { ...ticket, usesLeft, usedThatDay }, providerId, at);
  if (judged.accepted && ticket && choice === "unnamed") {
    if (asked !== "ask") throw partMissing(ticket);
    return { question: partQuestion(ticket, language) };
  }
  const decision: RedemptionDecision =
    judged.accepted && choice === "other" ? { accepted: false, reason: "other_part" } : judged;
  const part = typeof choice === "number" ? choice : null;
  const lastUse =
    ticket && !ticket.erased && isAboutUses(decision) && (asked === "ask" || !decision.accepted)
      ? await findLastUse(db, { serialNumber: ticket.serialNumber, part: part ?? undefined }, at)
      : undefined;
  if (asked === "ask" && ticket) {
    const question = questionTo(doorDeviceId, decision, { ...ticket, usesLeft, lastUse, language });
    if (question) return { question };
  }
  const admitted = asked === "ask" ? 1 : asked;
  const outcome = outcomeOf(decision, { ...scan, admitted, usesLeft });
  if (outcome.accepted && ticket && admitted > ticket.admits) throw tooMany(ticket.admits);
  const secondsSinceLastUse = outcome.accepted ? null : (lastUse?.secondsAgo ?? null);
  return { decision, outcome, at, admitted, secondsSinceLastUse, part };
}

const tooMany = (admits: number) =>
  new AppError("validation_failed", `This ticket admits ${admits}.`, {
    errors: [{ path: "admitted", code: "too_big", message: `must be at most ${admits}` }],
  });
