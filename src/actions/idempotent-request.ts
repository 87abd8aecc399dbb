import type { Trx } from "../db/connect.ts";
import { answerPlace, claimIdempotencyKey, findAnswer, storeAnswer } from "../db/idempotency.ts";
import { lookupFor } from "../db/lookups.ts";
import { isLockTimeout } from "../db/driver-errors.ts";
import { AppError, type ErrorCode, type FieldError } from "../errors.ts";
import type { Deps } from "./deps.ts";
import { unitOfWork } from "./unit-of-work.ts";

/** A response in JSON. */
export interface Answer<B = unknown> {
  status: number;
  body: B;
  headers?: Record<string, string>;
}

type Outcome<B> =
  | { answer: Answer<B> }
  | {
      refusal: {
        status: number;
        code: ErrorCode;
        detail: string;
        errors: readonly FieldError[];
        extra: Readonly<Record<string, unknown>>;
      };
    };

export interface IdempotentRequest {
  /** The key's owner: keys of different clients are independent. */
  actorId: string;
  key: string;
  request: { method: string; path: string; body: unknown };
}

const keptFor = 24 * 60 * 60_000;

/**
 * Runs a request once per Idempotency-Key, across repetitions, processes and crashes: key, effects
 * and response commit together or not at all. `run` gets the dependencies with the open transaction
 * in the pool's place, so that each `unitOfWork` inside is a savepoint whose effects wait for the commit. A
 * refusal (4xx) is stored and repeated; a failure (5xx), a passing conflict (`isPassing`) and a fault in
 * the request (400) roll back, the key included, so that the repeated or mended request may come with the same key.
 *
 * Throws AppError: "idempotency_key_reused" when the key came with another request within 24 hours,
 * "conflict" when the first request still runs after ten seconds.
 */
export async function runIdempotently<D extends Pick<Deps, "db" | "clock" | "keyRing">, B>(
  deps: D,
  { actorId, key, request }: IdempotentRequest,
  run: (deps: Omit<D, "db"> & { db: Trx }) => Promise<Answer<B>>,
): Promise<Answer<B>> {
  const { keyRing } = deps;
  const at = deps.clock.now();
  // Keyed: a body can be as short as a telephone number, so a plain hash could be guessed.
  const message = JSON.stringify([request.method, request.path, request.body ?? null]);
  const outcome = await unitOfWork(deps, async ({ trx }): Promise<Outcome<B>> => {
    // A client's key can hold a name or a number, too.
    const { hash } = await lookupFor(trx, keyRing, "idempotency");
    const claim = {
      actor: actorId,
      keyHash: hash(key),
      requestHash: hash(message),
      at,
      expired: new Date(at.getTime() - keptFor),
    };
    const id = await claimIdempotencyKey(trx, claim).catch((error: unknown) => {
      if (!isLockTimeout(error)) throw error;
      throw new AppError(
        "conflict",
        "The first request with this key is still under way; try later.",
      );
    });
    if (id === undefined) return repeat<B>(keyRing, trx, claim);
    const decided = await unitOfWork({ db: trx }, ({ trx: db }) => run({ ...deps, db })).then(
      (answer): Outcome<B> => ({ answer }),
      refusalOf,
    );
    await storeAnswer(trx, {
      id,
      status: "answer" in decided ? decided.answer.status : decided.refusal.status,
      sealed: keyRing.encrypt(answerPlace(id), JSON.stringify(decided)),
    });
    return decided;
  });

  if ("answer" in outcome) return outcome.answer;
  const { code, detail, errors, extra } = outcome.refusal;
  throw new AppError(code, detail, { errors: [...errors], extra: { ...extra } });
}

function refusalOf(error: unknown): Outcome<never> {
  if (!(error instanceof AppError) || error.status === 400 || error.status >= 500) throw error;
  if (error.isPassing) throw error;
  const { status, code, message, errors, extra } = error;
  return { refusal: { status, code, detail: message, errors, extra } };
}

async function repeat<B>(
  keyRing: Deps["keyRing"],
  trx: Trx,
  claim: { actor: string; keyHash: Buffer; requestHash: Buffer },
): Promise<Outcome<B>> {
  const stored = await findAnswer(trx, claim);
  if (!stored)
    throw new AppError("conflict", "The first request with this key has just ended; repeat it.");
  if (!claim.requestHash.equals(stored.requestHash)) {
    throw new AppError(
      "idempotency_key_reused",
      "This Idempotency-Key came with another request within the last 24 hours; use a new one.",
    );
  }
  return JSON.parse(keyRing.decrypt(answerPlace(stored.id), stored.sealed)) as Outcome<B>;
}
