import type { Request, RequestHandler, Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { hash } from "node:crypto";
import { AppError } from "../../errors.ts";
import type { SharedCounters } from "./shared-counters.ts";
import { SharedStore } from "./shared-store.ts";

/** Limits in requests per minute. */
export interface RateLimits {
  /** Per API key or device token; an address has five times as many. */
  api: number;
  /**
   * Requests with an unknown claim link or code, per address. Successful requests are not counted: a
   * school's whole network shares one address.
   */
  claim: number;
  /** Ticket numbers that name no ticket, per device token, in ten minutes: each is a guess. */
  numbers: number;
  /** Login links and invitations, per address: each request may send an e-mail. */
  login: number;
  /**
   * Requests to send an event to a webhook by hand, a test or an old one again; an owner has three times as many. The receiver is never asked whether it wants them.
   */
  webhook: number;
  /**
   * Requests of phones, per address: a mobile operator's customers share few addresses, and a change of
   * one offer makes thousands of phones call at once.
   */
  phones: number;
  /** Unauthenticated requests for updatable passes, per device library identifier. */
  phone: number;
  /** Count over all processes; unset: each process counts alone. */
  counters?: SharedCounters | undefined;
}

export const usualRateLimits: RateLimits = {
  api: 6_000,
  claim: 600,
  numbers: 20,
  login: 30,
  webhook: 20,
  phones: 60_000,
  phone: 120,
};

const refuse: RequestHandler = () => {
  throw new AppError(
    "too_many_requests",
    "Too many requests; the RateLimit header says when to go on.",
  );
};

/** The key that a limit counts by; where it is undefined, the address. */
const callers = {
  address: () => undefined,
  credential: (req: Request) => {
    const sent = req.get("authorization");
    // Spaces and letter case around a token make no other caller of it.
    return /^bearer +([\w-]+)$/i.exec(sent ?? "")?.[1] ?? sent;
  },
  device: ({ params }: Request) => params["deviceLibraryIdentifier"]?.toString(),
};

interface Limit extends Pick<RateLimits, "counters"> {
  name: string;
  limit: number;
  by: keyof typeof callers | ((req: Request, res: Response) => string);
  refusedOnly?: boolean;
  minutes?: number;
  /** Whether to leave a request out. */
  skip?: (req: Request) => boolean;
  /** Whether the answer is not counted; unset: a status under 400 is not, where only refused ones are. */
  isSuccess?: (req: Request, res: Response) => boolean;
}

function limitTo(options: Limit): RequestHandler {
  const { name, limit, by, refusedOnly = false, minutes = 1, counters, skip, isSuccess } = options;
  return rateLimit({
    windowMs: minutes * 60_000,
    limit,
    identifier: name,
    ...(counters && { store: new SharedStore(counters, name) }),
    standardHeaders: "draft-8",
    legacyHeaders: false,
    skipSuccessfulRequests: refusedOnly,
    ...(skip && { skip }),
    ...(isSuccess && { requestWasSuccessful: isSuccess }),
    keyGenerator: (req, res) => {
      const caller = typeof by === "string" ? callers[by](req) : by(req, res);
      const counted = caller ?? ipKeyGenerator(req.ip ?? "");
      return hash("sha256", counted, "base64url");
    },
    handler: refuse,
  });
}

/** Limits by address as well as by credential: else a caller could make up a new credential for each request. */
export function apiRateLimit({ api, counters }: RateLimits): RequestHandler[] {
  return [
    limitTo({ name: "address", limit: api * 5, by: "address", counters }),
    limitTo({ name: "key", limit: api, by: "credential", counters }),
  ];
}

export function claimRateLimit({ claim, counters }: RateLimits): RequestHandler {
  return limitTo({ name: "claim", limit: claim, by: "address", refusedOnly: true, counters });
}

/** Limits guesses of ticket numbers; `isGuess` says of an answered request whether it was one. */
export function numberRateLimit(
  { numbers, counters }: RateLimits,
  { skip, isGuess }: { skip: (req: Request) => boolean; isGuess: (res: Response) => boolean },
): RequestHandler {
  return limitTo({
    name: "numbers",
    limit: numbers,
    by: "credential",
    refusedOnly: true,
    minutes: 10,
    counters,
    skip,
    isSuccess: (_req, res) => !isGuess(res),
  });
}

export function loginRateLimit({ login, counters }: RateLimits): RequestHandler {
  return limitTo({ name: "login", limit: login, by: "address", counters });
}

/**
 * Limits a route that sends to `:webhookId`, by the owner that authentication has found, and by owner and webhook: a
 * stranger who names the webhook uses up nothing of its owner's.
 */
export function webhookRateLimit(
  { webhook, counters }: RateLimits,
  ownerOf: (res: Response) => string,
): RequestHandler[] {
  const webhookOf = ({ params }: Request, res: Response) =>
    `${ownerOf(res)} ${String(params["webhookId"]).toLowerCase()}`;
  return [
    limitTo({ name: "webhook", limit: webhook, by: webhookOf, counters }),
    limitTo({ name: "owner", limit: webhook * 3, by: (_, res) => ownerOf(res), counters }),
  ];
}

export function phonesRateLimit({ phones, counters }: RateLimits): RequestHandler {
  return limitTo({ name: "phones", limit: phones, by: "address", counters });
}

/** Limits a route that has `:deviceLibraryIdentifier` in its path. */
export function phoneRateLimit({ phone, counters }: RateLimits): RequestHandler {
  return limitTo({ name: "phone", limit: phone, by: "device", counters });
}
