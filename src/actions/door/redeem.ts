import { recordAudit } from "../../db/audit.ts";
import { recordUnlimitedUse, recordUse, type Use } from "../../db/door/record-use.ts";
import { insertRedemption } from "../../db/door/redemptions.ts";
import { findScan } from "../../db/door/earlier-scan.ts";
import {
  findTicketAtDoor,
  lockTicketAtDoor,
  type TicketAtDoor,
} from "../../db/door/ticket-at-door.ts";
import { AppError } from "../../errors.ts";
import type { Deps } from "../deps.ts";
import { enqueueWalletUpdates } from "../enqueue-wallet-updates.ts";
import { enqueueWebhooks } from "../integrations/enqueue-webhooks.ts";
import { unitOfWork, type UnitOfWork } from "../unit-of-work.ts";
import { enqueueOwedForUse } from "./enqueue-owed-for-use.ts";
import { findScannedTicket } from "./find-scanned-ticket.ts";
import { judgeScan, type JudgedScan } from "./judge-scan.ts";
import { placeScan, takesPlace } from "./place-ticket-scans.ts";
import { answerOf, type RedemptionAnswer } from "./redemption-answer.ts";
import { replay } from "./replay.ts";
import type { Scan } from "./scan.ts";

type RedeemDeps = Pick<Deps, "clock" | "db" | "enqueue" | "google" | "keyRing" | "logger">;

/**
 * One scan at the door, counted once however often it is sent; of two doors that scan the last use at the same
 * moment, one is accepted. A scan kept offline is judged by the clock of the moment it was made. What its scanner
 * admitted, happened: the earliest scans take the uses, and one too many is an extra admission, as is one of a ticket
 * revoked in between. What its scanner refused counts nothing.
 *
 * Throws AppError "validation_failed" when more go in than the ticket admits, for a part that it lacks, or for a
 * moment in the future or more than 72 hours ago; "conflict" for a scan id that came with another ticket or was
 * undone.
 */
export async function redeem(deps: RedeemDeps, scan: Scan): Promise<RedemptionAnswer> {
  const now = deps.clock.now();
  const serialNumber = await findScannedTicket(deps, scan);
  const read = { ...scan, serialNumber, now };
  const answer =
    (serialNumber === undefined
      ? undefined
      : await redeemUnlocked(deps, { ...read, serialNumber })) ??
    (await unitOfWork(deps, (unit) => redeemLocked(deps, unit, read))) ??
    (await replay(deps, read));
  if (!answer) throw new AppError("unavailable", "The scan was not recorded; send it again.");
  return answer;
}

interface ReadScan extends Scan {
  /** Of the ticket that the code names. */
  serialNumber: string | undefined;
  now: Date;
}

/**
 * The plain case, in two round trips: a ticket is read, and its use recorded if it is still as it was read. Undefined,
 * and nothing is recorded, when that does not decide it.
 */
async function redeemUnlocked(
  deps: RedeemDeps,
  { now, ...scan }: ReadScan & { serialNumber: string },
): Promise<RedemptionAnswer | undefined> {
  const ticket = await findTicketAtDoor(deps.db, scan);
  const record = ticket && plainRecord(ticket, scan);
  if (!record || ticket.isKnownScan) return undefined;
  const judged = await judgeScan(deps.db, scan, { ticket, now });
  if ("question" in judged) return judged.question;
  const use = useOf(scan, judged, now);
  const owed = use && (await record(deps.db, use, ticket));
  if (!owed) return undefined;
  await enqueueOwedForUse(deps, owed);
  return answerTo(scan, { ticket, judged });
}

/**
 * How a use is recorded without the ticket's lock; undefined: not at all. Of a ticket with counted uses any other use
 * changes the row, so that an unchanged row means that there was none; of one with unlimited uses no other counts,
 * unless the scan asks about it.
 */
function plainRecord(ticket: TicketAtDoor, { admitted }: Scan) {
  if (ticket.usesPerDay !== undefined || takesPlace(ticket)) return undefined;
  if (ticket.usesLeft !== null) return recordUse;
  return admitted === "ask" ? undefined : recordUnlimitedUse;
}

/** Decides and records under the ticket's lock; undefined when the scan is recorded already. */
async function redeemLocked(
  deps: RedeemDeps,
  { trx, afterCommit }: UnitOfWork,
  { serialNumber, now, ...scan }: ReadScan,
): Promise<RedemptionAnswer | undefined> {
  const { doorDeviceId, providerId, scanId } = scan;
  const ticket =
    serialNumber === undefined
      ? undefined
      : await lockTicketAtDoor(trx, { serialNumber, doorDeviceId, scanId });
  if (ticket ? ticket.isKnownScan : await findScan(trx, doorDeviceId, scanId)) return undefined;
  const judged = await judgeScan(trx, scan, { ticket, now });
  if ("question" in judged) return judged.question;
  const { decision, outcome, admitted } = judged;
  const use =
    ticket &&
    !takesPlace(ticket) &&
    useOf({ ...scan, serialNumber: ticket.serialNumber }, judged, now);
  if (use) {
    const owed = await recordUse(trx, use, ticket);
    if (owed) afterCommit(() => enqueueOwedForUse(deps, owed));
    return owed && answerTo(scan, { ticket, judged });
  }
  const redemptionId = await insertRedemption(trx, {
    doorDeviceId,
    scanId,
    serialNumber: ticket?.serialNumber ?? null,
    offerId: ticket?.offerId ?? null,
    scannedAt: judged.at,
    receivedAt: now,
    outcome,
    part: judged.part,
  });
  if (redemptionId === undefined) return undefined;
  if (!ticket || !outcome.accepted) return answerTo(scan, { ticket, judged });
  const placed = await placeScan(trx, { redemptionId, decision, ticket, now });
  // The offer, not the ticket: the audit trail must not reveal where a child was.
  await recordAudit(trx, {
    actor: doorDeviceId,
    action: "ticket.redeemed",
    subject: ticket.offerId,
    detail: { redemptionId, admitted },
  });
  afterCommit((db) => enqueueWalletUpdates({ ...deps, db }, [ticket.serialNumber]));
  afterCommit((db) => enqueueWebhooks({ ...deps, db }, [providerId]));
  return answerTo(scan, { ticket, judged, ...placed });
}

/** The use that the scan takes; undefined when it takes none. */
function useOf(
  { doorDeviceId, scanId, serialNumber }: Scan & { serialNumber: string },
  { decision, outcome, at, admitted }: JudgedScan,
  now: Date,
): Use | undefined {
  if (!decision.accepted || !outcome.accepted) return undefined;
  const scan = { doorDeviceId, scanId, serialNumber, scannedAt: at, receivedAt: now };
  return { ...scan, admitted, ...decision };
}

const answerTo = (
  { language = "nb" }: Scan,
  {
    ticket,
    judged: { outcome, secondsSinceLastUse, at: scannedAt, part },
    isExtra = false,
    lastsUntil = ticket?.lastsUntil ?? null,
    partsLeft = ticket?.partsLeft ?? null,
  }: {
    ticket: TicketAtDoor | undefined;
    judged: JudgedScan;
    isExtra?: boolean;
    lastsUntil?: Date | null;
    partsLeft?: number[] | null;
  },
) => {
  const { title = null, admits = null, uses = null, sessions, parts } = ticket ?? {};
  const ofScan = { scannedAt, language, part };
  const shown = { title, admits, sessions, opening: ticket, parts, partsLeft, uses, ...ofScan };
  return answerOf(outcome, { ...shown, isExtra, secondsSinceLastUse, lastsUntil });
};
