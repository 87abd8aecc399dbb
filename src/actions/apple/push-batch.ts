import type { Pool, Trx } from "../../db/connect.ts";
import { addUpdateCounts } from "../../db/update-counts.ts";
import {
  removePushTokens,
  leasePushes,
  markPushed,
  postponePushes,
  releasePushes,
  type Postponement,
} from "../../db/apple/push-leases.ts";
import type { OwedPush } from "../../db/apple/pushes.ts";
import { backOffAfter } from "../../domain/apple/push-policy.ts";
import type { PushResult } from "../../wallets/apple/apns-answer.ts";
import type { Apns } from "../../wallets/apple/apns.ts";
import type { Clock } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/** Longer than a push can take. A dead worker's pushes wait this long. */
const leaseMs = 35_000;

interface Pushing {
  db: Pool;
  clock: Clock;
}

type Answer<R extends PushResult["result"]> = Extract<PushResult, { result: R }>;

/** The outcome of a batch of pushes. */
export interface BatchOutcome {
  /** APNs answered about a token, so it accepts the certificate. */
  isCertificateAccepted: boolean;
  /** Apple's reason for refusing the certificate. */
  refused?: string;
  /** APNs cannot be reached; the time of the next attempt. */
  unreachableUntil?: Date;
  /** When the first postponed push is due. */
  next?: Date;
}

/** Leases the pushes that no other worker has leased. */
export async function acquirePushLeases<T extends OwedPush>(
  { db, clock }: Pushing,
  pushes: T[],
): Promise<T[]> {
  const at = clock.now();
  return leasePushes(db, pushes, { at, until: new Date(at.getTime() + leaseMs) });
}

/** A push and APNs' answer. */
interface Answered {
  push: OwedPush;
  answer: PushResult;
}

/** Sends leased pushes. */
export async function sendPushBatch(
  apns: Apns,
  pushes: OwedPush[],
  { urgent }: { urgent: boolean },
): Promise<Answered[]> {
  return Promise.all(
    pushes.map(async (push) => ({ push, answer: await apns.push(push.pushToken, { urgent }) })),
  );
}

/** Whether APNs refuses all pushes now, not just those to one token. */
export const isUnauthorized = (answered: Answered[]): boolean =>
  answered.some(
    ({ answer }) =>
      answer.result === "stopAll" || (answer.result === "retryLater" && answer.of === "service"),
  );

/** Records the answers and releases the leases of unsent pushes. */
export async function recordPushAnswers(
  { db, clock }: Pushing,
  answered: Answered[],
  askedAt: Date,
): Promise<BatchOutcome> {
  const whose = <R extends PushResult["result"]>(result: R) =>
    answered.flatMap(({ push, answer }) =>
      answer.result === result ? [{ ...push, answer: answer as Answer<R> }] : [],
    );
  const now = clock.now();
  // One transaction for each set of devices: the next would be locked out of order.
  const record = <T>(write: (trx: Trx) => Promise<T>) =>
    unitOfWork({ db }, ({ trx }) => write(trx));
  await record((trx) => markPushed(trx, whose("sent"), now));
  const dead = whose("dropToken");
  const alive = dead.length > 0 ? await record((trx) => dropDead(trx, dead, askedAt)) : [];

  const postponed = whose("retryLater");
  const later = [...alive, ...postponed.filter(({ answer }) => answer.of === "token")].map(
    (push) => ({ ...push, until: postponementOf(push, now) }),
  );
  const refused = whose("stopAll");
  const unreachable = postponed.filter(({ answer }) => answer.of === "service");
  const untried = [...refused, ...unreachable];
  if (later.length > 0) await record((trx) => postponePushes(trx, later, askedAt));
  if (untried.length > 0) await record((trx) => releasePushes(trx, untried));
  await addUpdateCounts(db, "apple", countsOf(answered.map(({ answer }) => answer)));

  const rests = unreachable.map(({ answer }) => answer.afterMs ?? 0);
  const next = Math.min(...later.map(({ until }) => until.urgent.getTime()));
  return {
    isCertificateAccepted: answered.length > refused.length + unreachable.length,
    ...(refused[0] && { refused: refused[0].answer.reason }),
    ...(rests.length > 0 && { unreachableUntil: new Date(now.getTime() + Math.max(...rests)) }),
    ...(later.length > 0 && { next: new Date(next) }),
  };
}

/** As long as APNs asked for, else by the number of attempts. */
function postponementOf(
  { answer, attempts }: OwedPush & { answer: PushResult },
  now: Date,
): Postponement {
  const askedFor = answer.result === "retryLater" ? answer.afterMs : undefined;
  const after = (urgency: keyof Postponement) =>
    new Date(now.getTime() + (askedFor ?? backOffAfter(attempts + 1, urgency)));
  return { routine: after("routine"), urgent: after("urgent") };
}

/** Deletes expired tokens. Returns the pushes whose device has registered again since. */
async function dropDead<T extends OwedPush & { answer: Answer<"dropToken"> }>(
  trx: Trx,
  dead: T[],
  askedAt: Date,
): Promise<T[]> {
  const dropped = await removePushTokens(
    trx,
    dead.map(({ pushToken, answer }) => ({ pushToken, deadSince: answer.since ?? askedAt })),
  );
  return dead.filter(({ pushToken }) => !dropped.has(pushToken));
}

function countsOf(answers: PushResult[]): Map<string, number> {
  const names = { sent: "sent", dropToken: "token_dead", stopAll: "refused" } as const;
  const counts = new Map<string, number>();
  for (const answer of answers) {
    const name =
      answer.result === "retryLater"
        ? answer.of === "token"
          ? "put_off"
          : "unreachable"
        : names[answer.result];
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
