import { recordAudit } from "../../db/audit.ts";
import { findLastUse } from "../../db/door/last-use.ts";
import type { Trx } from "../../db/connect.ts";
import { findPass } from "../../db/passes/passes.ts";
import {
  countUses,
  findScan,
  insertRedemption,
  lockTicketAtDoor,
  countUse,
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
import { enqueueWebhooks, type WebhookDeps } from "../integrations/enqueue-webhooks.ts";
import { recordExtraAdmission } from "./record-extra-admission.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";

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
export async function redeem(
  deps: Pick<Deps, "clock" | "keyRing"> & WebhookDeps & WalletUpdateDeps,
  scan: Scan,
): Promise<RedemptionAnswer> {
  const { clock, db } = deps;
  const now = clock.now();
  const serialNumber = await findScannedTicket(deps, scan);
  const language = scan.language ?? "nb";
  const replay = async () => {
    const earlier = await findScan(db, scan.doorDeviceId, scan.scanId);
    if (!earlier) return undefined;
    const known = serialNumber === undefined ? undefined : await findPass(db, serialNumber);
    if (earlier.serialNumber !== (known && !known.erased ? known.serialNumber : null)) {
      throw new AppError("conflict", "This scan id has already come with another ticket.");
    }
    if (earlier.undone) throw new AppError("conflict", "This scan was undone; send a new one.");
    return answerOf(earlier.outcome, { ...earlier, language });
  };
  const earlier = await replay();
  if (earlier) return earlier;
  const moments = { at: effectiveScanTime(scan.scannedAt, now), now };
  const recorded = await unitOfWork(deps, async ({ trx, afterCommit }) => {
    const decided = await decide(trx, scan, serialNumber, moments);
    if (decided?.accepted && serialNumber !== undefined) {
      afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, [serialNumber]));
      afterCommit((db) => enqueueWebhooks({ ...deps, db }, [scan.providerId]));
    }
    return decided;
  });
  const answer = recorded ?? (await replay());
  if (!answer) throw new AppError("unavailable", "The scan was not recorded; send it again.");
  return answer;
}

/** Undefined when the same scan was recorded by another request in the meantime. */
async function decide(
  trx: Trx,
  scan: Scan,
  serialNumber: string | undefined,
  { at, now }: { at: Date; now: Date },
): Promise<RedemptionAnswer | undefined> {
  const { doorDeviceId, providerId, scanId, admitted: asked, language = "nb" } = scan;
  const found = serialNumber === undefined ? undefined : await lockTicketAtDoor(trx, serialNumber);
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

  const redemptionId = await insertRedemption(trx, {
    doorDeviceId,
    scanId,
    serialNumber: found && !found.erased ? found.serialNumber : null,
    offerId: found?.offerId ?? null,
    scannedAt: at,
    receivedAt: now,
    outcome,
  });
  if (redemptionId === undefined) return undefined;
  let isExtra = false;
  if (outcome.accepted && found) {
    if (decision.accepted) await countUse(trx, found.serialNumber, { ...decision, at: now });
    else isExtra = await recordExtraAdmission(trx, { ...decision, redemptionId, ticket: found });
    // The offer, not the ticket: the audit trail must not reveal where a child was.
    await recordAudit(trx, {
      actor: doorDeviceId,
      action: "ticket.redeemed",
      subject: found.offerId,
      detail: { redemptionId, admitted },
    });
  }
  return answerOf(outcome, {
    title: found?.title ?? null,
    admits: found?.admits ?? null,
    isExtra,
    secondsSinceLastUse: outcome.accepted ? null : (lastUse?.secondsAgo ?? null),
    language,
  });
}

const tooMany = (admits: number) =>
  new AppError("validation_failed", `This ticket admits ${admits}.`, {
    errors: [{ path: "admitted", code: "too_big", message: `must be at most ${admits}` }],
  });
