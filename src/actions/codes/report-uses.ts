import { setImmediate } from "node:timers/promises";
import { recordAudit } from "../../db/audit.ts";
import {
  countReportedUses,
  findReportedCodes,
  insertUseQuestions,
  lockTicketsOfCodes,
  type FoundCode,
} from "../../db/codes/reported-uses.ts";
import type { Db } from "../../db/connect.ts";
import { lookupFor } from "../../db/lookups.ts";
import { decideReportedUse, type UseOutcome } from "../../domain/codes/reported-use.ts";
import { dayInOslo, isDay, startOfDay } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import type { Actor, Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireOwnCodes } from "./require-own-codes.ts";

/** A code that the provider's system has burnt. */
export interface ReportedUse {
  code: string;
  /** The day in Oslo, `YYYY-MM-DD`; undefined: not known, so the day of the report counts. */
  usedOn?: string | undefined;
}

const chunk = 1_000;
const halfADay = 12 * 3_600_000;

/**
 * Takes the provider's report of used codes and returns what became of each, in the order of `uses`. A use is
 * counted once however often it is reported; a code that is no code of the offer counts nothing. Runs in one
 * transaction per thousand codes, so a report that broke off is sent again as a whole. With `isPreview` nothing is
 * stored. Throws AppError as `requireOwnCodes`, "illegal_state" for an offer whose use is not reported, and
 * "validation_failed" for a day that is none or in the future.
 */
export async function reportUses(
  deps: Pick<Deps, "clock" | "keyRing"> & WalletUpdateDeps,
  {
    actor,
    offerId,
    uses,
    isPreview = false,
  }: { actor: Actor; offerId: string; uses: ReportedUse[]; isPreview?: boolean },
): Promise<UseOutcome[]> {
  const { db, clock, keyRing } = deps;
  const now = clock.now();
  const { offer, ownCodes } = await requireOwnCodes(db, actor, offerId);
  if (ownCodes.reportsUse === "none") {
    throw new AppError("illegal_state", "The offer was approved without reports of use.");
  }
  requireDays(uses, dayInOslo(now));
  const { hash } = await lookupFor(db, keyRing, "provider-code");
  const outcomes: UseOutcome[] = [];
  const seen = new Set<string>();
  for (let first = 0; first < uses.length; first += chunk) {
    const part = uses.slice(first, first + chunk).map(({ code, usedOn }) => {
      const isDoubled = seen.has(code);
      seen.add(code);
      return { hash: hash(code), usedOn, isDoubled };
    });
    outcomes.push(...(await (isPreview ? decide(db, offer.id, part) : record(offer.id, part))));
    await setImmediate();
  }
  return outcomes;

  async function record(id: string, part: HashedUse[]): Promise<UseOutcome[]> {
    return unitOfWork(deps, async ({ trx, afterCommit }) => {
      await lockTicketsOfCodes(
        trx,
        id,
        part.map((use) => use.hash),
      );
      const decided = await decideEach(trx, id, part);
      const counted = decided.flatMap(({ outcome, found, usedOn }) =>
        outcome === "counted" && found?.serialNumber
          ? [{ serialNumber: found.serialNumber, usedAt: momentOf(usedOn, now) }]
          : [],
      );
      const questions = decided.flatMap(({ outcome, found }) =>
        found && outcome !== "counted" && outcome !== "known" && outcome !== "unknown"
          ? [{ id: found.id, question: outcome }]
          : [],
      );
      if (counted.length > 0) await countReportedUses(trx, counted, now);
      if (questions.length > 0) await insertUseQuestions(trx, questions, now);
      if (counted.length + questions.length > 0) {
        const detail = { counted: counted.length, questions: questions.length };
        const event = { actor: actor.id, action: "codes.use_reported", subject: id, detail };
        await recordAudit(trx, event);
      }
      const serialNumbers = counted.map(({ serialNumber }) => serialNumber);
      afterCommit((committed) => enqueueWalletUpdates({ ...deps, db: committed }, serialNumbers));
      return decided.map(({ outcome }) => outcome);
    });
  }
}

interface HashedUse {
  hash: Buffer;
  usedOn: string | undefined;
  /** It stands in the same report before. */
  isDoubled: boolean;
}

async function decideEach(
  db: Db,
  offerId: string,
  part: HashedUse[],
): Promise<(HashedUse & { found: FoundCode | undefined; outcome: UseOutcome })[]> {
  const hashes = part.map(({ hash }) => hash);
  const found = await findReportedCodes(db, offerId, hashes);
  const byHash = new Map(found.map((code) => [code.hash.toString("hex"), code]));
  return part.map((use) => {
    const code = byHash.get(use.hash.toString("hex"));
    const outcome = decideReportedUse(code, use.usedOn);
    const isRepeated = use.isDoubled && outcome !== "unknown";
    return { ...use, found: code, outcome: isRepeated ? "known" : outcome };
  });
}

const decide = async (...asked: Parameters<typeof decideEach>) =>
  (await decideEach(...asked)).map(({ outcome }) => outcome);

/** Noon of the day, so that it is the same day and month everywhere; of today, no later than now. */
function momentOf(usedOn: string | undefined, now: Date): Date {
  if (usedOn === undefined) return now;
  const noon = new Date(startOfDay(usedOn).getTime() + halfADay);
  return noon < now ? noon : now;
}

function requireDays(uses: ReportedUse[], today: string): void {
  const errors = uses.flatMap(({ usedOn }, index) =>
    usedOn === undefined || (isDay(usedOn) && usedOn <= today)
      ? []
      : [
          {
            path: `codes[${index}].usedOn`,
            code: "invalid_date",
            message: "must be a day, YYYY-MM-DD, and not in the future",
          },
        ],
  );
  if (errors.length === 0) return;
  throw new AppError("validation_failed", "A day of use is none, or in the future.", { errors });
}
