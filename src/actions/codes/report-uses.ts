import { setImmediate } from "node:timers/promises";
import { recordAudit } from "../../db/audit.ts";
import {
  countReportedUses,
  findReportedCodes,
  insertUseQuestions,
  lockTicketsOfCodes,
  type CodePool,
  type FoundCode,
} from "../../db/codes/reported-uses.ts";
import type { Db } from "../../db/connect.ts";
import { lookupFor } from "../../db/lookups.ts";
import { dayOrInstantInput } from "../../domain/date-input.ts";
import { decideReportedUse, type UseOutcome } from "../../domain/codes/reported-use.ts";
import { dayInOslo, isDay, startOfDay } from "../../domain/period.ts";
import { AppError } from "../../errors.ts";
import { requireProvider } from "../access/require-provider.ts";
import type { Actor, Deps } from "../deps.ts";
import { enqueueWalletUpdates, type WalletUpdateDeps } from "../enqueue-wallet-updates.ts";
import { unitOfWork } from "../unit-of-work.ts";
import { requireOwnCodes } from "./require-own-codes.ts";

/** A code that the provider's system has burnt. */
export interface ReportedUse {
  code: string;
  /** A day in Oslo, `YYYY-MM-DD`, or an instant; undefined: not known, so the time of the report counts. */
  usedAt?: string | undefined;
}

const chunk = 1_000;
const halfADay = 12 * 3_600_000;

/**
 * Takes the provider's report of used codes and returns what became of each, in the order of `uses`. A use is
 * counted once however often it is reported. A code that is none of the provider's counts nothing, nor does one of
 * an offer that was approved without reports; with `offerId`, nor one of another offer. Runs in one transaction per
 * thousand codes, so a report that broke off is sent again as a whole. With `isPreview` nothing is stored. Throws
 * AppError "forbidden", "validation_failed" for a time that is none or on a day to come; with `offerId` as
 * `requireOwnCodes`, and "illegal_state" for an offer that was approved without reports.
 */
export async function reportUses(
  deps: Pick<Deps, "clock" | "keyRing"> & WalletUpdateDeps,
  {
    actor,
    offerId,
    uses,
    isPreview = false,
  }: { actor: Actor; offerId?: string; uses: ReportedUse[]; isPreview?: boolean },
): Promise<UseOutcome[]> {
  const { db, clock, keyRing } = deps;
  const now = clock.now();
  const pool = { providerId: requireProvider(actor), offerId: offerId ?? null };
  if (offerId !== undefined) await requireReports(db, actor, offerId);
  requireTimes(uses, dayInOslo(now));
  const { hash } = await lookupFor(db, keyRing, "provider-code");
  const outcomes: UseOutcome[] = [];
  const seen = new Set<string>();
  for (let first = 0; first < uses.length; first += chunk) {
    const part = uses.slice(first, first + chunk).map(({ code, usedAt }) => {
      const isDoubled = seen.has(code);
      seen.add(code);
      return { hash: hash(code), usedAt, isDoubled };
    });
    outcomes.push(...(await (isPreview ? decide(db, pool, part) : record(part))));
    await setImmediate();
  }
  return outcomes;

  async function record(part: HashedUse[]): Promise<UseOutcome[]> {
    return unitOfWork(deps, async ({ trx, afterCommit }) => {
      const hashes = part.map((use) => use.hash);
      await lockTicketsOfCodes(trx, pool, hashes);
      const decided = await decideEach(trx, pool, part);
      const counted = decided.flatMap(({ outcome, found, usedAt }) =>
        outcome === "counted" && found?.serialNumber
          ? [
              {
                serialNumber: found.serialNumber,
                offerId: found.offerId,
                usedAt: momentOf(usedAt, now),
              },
            ]
          : [],
      );
      const questions = decided.flatMap(({ outcome, found }) =>
        found && outcome !== "counted" && outcome !== "known" && outcome !== "unknown"
          ? [{ id: found.id, offerId: found.offerId, question: outcome }]
          : [],
      );
      if (counted.length > 0) await countReportedUses(trx, counted, now);
      if (questions.length > 0) await insertUseQuestions(trx, questions, now);
      const offers = new Set([...counted, ...questions].map((each) => each.offerId));
      for (const subject of [...offers].sort()) {
        const [used, asked] = [counted, questions].map(
          (some) => some.filter((each) => each.offerId === subject).length,
        );
        const detail = { counted: used, questions: asked };
        const event = { actor: actor.id, action: "codes.use_reported", subject, detail };
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
  usedAt: string | undefined;
  /** It stands in the same report before. */
  isDoubled: boolean;
}

async function decideEach(
  db: Db,
  pool: CodePool,
  part: HashedUse[],
): Promise<(HashedUse & { found: FoundCode | undefined; outcome: UseOutcome })[]> {
  const hashes = part.map(({ hash }) => hash);
  const found = await findReportedCodes(db, pool, hashes);
  const byHash = new Map(found.map((code) => [code.hash.toString("hex"), code]));
  return part.map((use) => {
    const code = byHash.get(use.hash.toString("hex"));
    const outcome = decideReportedUse(code, dayOf(use.usedAt));
    const isRepeated = use.isDoubled && outcome !== "unknown";
    return { ...use, found: code, outcome: isRepeated ? "known" : outcome };
  });
}

const decide = async (...asked: Parameters<typeof decideEach>) =>
  (await decideEach(...asked)).map(({ outcome }) => outcome);

/** The day in Oslo of a day or an instant. */
const dayOf = (usedAt: string | undefined): string | undefined =>
  usedAt === undefined || isDay(usedAt) ? usedAt : dayInOslo(new Date(usedAt));

/** The instant, or noon of the day, so that it is the same day and month everywhere; no later than now. */
function momentOf(usedAt: string | undefined, now: Date): Date {
  if (usedAt === undefined) return now;
  const moment = new Date(isDay(usedAt) ? startOfDay(usedAt).getTime() + halfADay : usedAt);
  return moment < now ? moment : now;
}

async function requireReports(db: Db, actor: Actor, offerId: string): Promise<void> {
  const { ownCodes } = await requireOwnCodes(db, actor, offerId);
  if (ownCodes.reportsUse === "none") {
    throw new AppError("illegal_state", "The offer was approved without reports of use.");
  }
}

function requireTimes(uses: ReportedUse[], today: string): void {
  const isPast = (usedAt: string) =>
    dayOrInstantInput.safeParse(usedAt).success && (dayOf(usedAt) ?? "") <= today;
  const errors = uses.flatMap(({ usedAt }, index) =>
    usedAt === undefined || isPast(usedAt)
      ? []
      : [
          {
            path: `items[${index}].usedAt`,
            code: "invalid_date",
            message: "must be a day, YYYY-MM-DD, or an instant, and not on a day to come",
          },
        ],
  );
  if (errors.length === 0) return;
  throw new AppError("validation_failed", "A time of use is none, or on a day to come.", {
    errors,
  });
}
