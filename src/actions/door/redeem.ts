import { recordAudit } from "../../db/audit.ts";
import { findLastUse } from "../../db/door/last-use.ts";
import type { Db } from "../../db/connect.ts";
import { recordUse } from "../../db/door/record-use.ts";
import { findPass } from "../../db/passes/passes.ts";
import {
  countUses,
  findScan,
  insertRedemption,
  lockTicketAtDoor,
} from "../../db/door/redemptions.ts";
import type { Language } from "../../domain/language.ts";
import { isAboutUses } from "../../domain/door/ask-back.ts";
import { dayInOslo, endOfDay, startOfDay } from "../../domain/period.ts";
import { outcomeOf } from "../../domain/door/extra-admission.ts";
import { decideRedemption } from "../../domain/door/redemption.ts";
import { effectiveScanTime } from "../../domain/door/effective-scan-time.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { findScannedTicket } from "./find-scanned-ticket.ts";
import { answerOf, questionTo, type RedemptionAnswer } from "./redemption-answer.ts";
import { enqueueWebhooks } from "../integrations/enqueue-webhooks.ts";
import { recordExtraAdmission } from "./record-extra-admission.ts";
import { unitOfWork, type UnitOfWork } from "../unit-of-work.ts";
import { enqueueOwedForUse } from "./enqueue-owed-for-use.ts";

export interface Scan {
  doorDeviceId: string;
  providerId: string;
  /** The text that the scanner read. */
  code: string;
  /** The scanner's own: new for each scan, the same when a scan is sent again. */
  scanId: string;
  /** For a scan kept while offline. */
  scannedAt?: Date | undefined;
  /**
   * How many people are admitted, the holder included; "ask": one, unless there is a question, which is
   * then the answer and nothing is counted.
   */
  admitted: number | "ask";
  /** Of the offer's title in the answer. */
  language?: Language | undefined;
  /** What the scanner decided offline; undefined when it did not decide. */
  admittedOffline?: boolean | undefined;
}

type RedeemDeps = Pick<Deps, "clock" | "db" | "enqueue" | "google" | "keyRing" | "logger">;

/**
 * One scan at the door, counted once however often it is sent; of two doors that scan the last use
 * at the same moment, one is accepted. A scan kept offline is judged by the clock of the moment it
 * was made. What its scanner admitted, happened: the earliest scans take the uses, and one too many is an
 * extra admission, as is one of a ticket revoked in between. What its scanner refused counts nothing.
 *
 * Throws AppError "validation_failed" when more go in than the ticket admits, or for a moment in the
 * future or more than 72 hours ago; "conflict" for a scan id that came with another ticket or
 * was undone.
 */
export async function redeem(deps: RedeemDeps, scan: Scan): Promise<RedemptionAnswer> {
  const now = deps.clock.now();
  const serialNumber = await findScannedTicket(deps, scan);
  const recorded = await unitOfWork(deps, (unit) =>
    decide(deps, unit, { scan, serialNumber, now }),
  );
  const answer = recorded ?? (await replay(deps.db, scan, serialNumber));
  if (!answer) throw new AppError("unavailable", "The scan was not recorded; send it again.");
  return answer;
}

/** What the scan was answered before; undefined when it is not recorded. */
async function replay(
  db: Db,
  { doorDeviceId, scanId, language = "nb" }: Scan,
  serialNumber: string | undefined,
): Promise<RedemptionAnswer | undefined> {
  const earlier = await findScan(db, doorDeviceId, scanId);
  if (!earlier) return undefined;
  const known = serialNumber === undefined ? undefined : await findPass(db, serialNumber);
  if (earlier.serialNumber !== (known && !known.erased ? known.serialNumber : null)) {
    throw new AppError("conflict", "This scan id has already come with another ticket.");
  }
  if (earlier.undone) throw new AppError("conflict", "This scan was undone; send a new one.");
  return answerOf(earlier.outcome, { ...earlier, language });
}

/** Decides and records; undefined when the scan is recorded already, also by another request meanwhile. */
async function decide(
  deps: RedeemDeps,
  { trx, afterCommit }: UnitOfWork,
  { scan, serialNumber, now }: { scan: Scan; serialNumber: string | undefined; now: Date },
): Promise<RedemptionAnswer | undefined> {
  const { doorDeviceId, providerId, scanId, admitted: asked, language = "nb" } = scan;
  const found =
    serialNumber === undefined
      ? undefined
      : await lockTicketAtDoor(trx, { serialNumber, doorDeviceId, scanId });
  if (found ? found.isKnownScan : await findScan(trx, doorDeviceId, scanId)) return undefined;
  const at = effectiveScanTime(scan.scannedAt, now);
  const day = dayInOslo(at);
  const usedThatDay =
    found?.usesPerDay === undefined
      ? 0
      : await countUses(trx, found.serialNumber, { from: startOfDay(day), until: endOfDay(day) });
  const decision = decideRedemption(found && { ...found, usedThatDay }, providerId, at);
  const lastUse =
    found && !found.erased && isAboutUses(decision) && (asked === "ask" || !decision.accepted)
      ? await findLastUse(trx, found.serialNumber, at)
      : undefined;
  if (asked === "ask" && found) {
    const question = questionTo(doorDeviceId, decision, { ...found, lastUse, language });
    if (question) return question;
  }
  const admitted = asked === "ask" ? 1 : asked;
  const outcome = outcomeOf(decision, { ...scan, admitted, usesLeft: found?.usesLeft ?? null });
  if (outcome.accepted && found && admitted > found.admits) throw tooMany(found.admits);

  const shown = { title: found?.title ?? null, admits: found?.admits ?? null, language };
  const redemption = {
    doorDeviceId,
    scanId,
    serialNumber: found && !found.erased ? found.serialNumber : null,
    offerId: found?.offerId ?? null,
    scannedAt: at,
    receivedAt: now,
  };
  if (found && decision.accepted && outcome.accepted) {
    const { serialNumber, offerId } = found;
    const use = { ...redemption, serialNumber, offerId, admitted, ...decision };
    const owed = await recordUse(trx, use);
    if (!owed) return undefined;
    afterCommit(() => enqueueOwedForUse(deps, { ...owed, offerId }));
    return answerOf(outcome, { ...shown, isExtra: false, secondsSinceLastUse: null });
  }

  const redemptionId = await insertRedemption(trx, { ...redemption, outcome });
  if (redemptionId === undefined) return undefined;
  let isExtra = false;
  if (found && !decision.accepted && outcome.accepted) {
    const { reason } = decision;
    isExtra = await recordExtraAdmission(trx, { redemptionId, reason, ticket: found });
    // The offer, not the ticket: the audit trail must not reveal where a child was.
    await recordAudit(trx, {
      actor: doorDeviceId,
      action: "ticket.redeemed",
      subject: found.offerId,
      detail: { redemptionId, admitted },
    });
    afterCommit((db) => enqueueWebhooks({ ...deps, db }, [providerId]));
  }
  const secondsSinceLastUse = outcome.accepted ? null : (lastUse?.secondsAgo ?? null);
  return answerOf(outcome, { ...shown, isExtra, secondsSinceLastUse });
}

const tooMany = (admits: number) =>
  new AppError("validation_failed", `This ticket admits ${admits}.`, {
    errors: [{ path: "admitted", code: "too_big", message: `must be at most ${admits}` }],
  });
