import type { Request, RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { createHash } from "node:crypto";
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
  /** Login links and invitations, per address: each request may send an e-mail. */
  login: number;
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
  login: 30,
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
  credential: (req: Request) => req.get("authorization"),
  device: ({ params }: Request) => params["deviceLibraryIdentifier"]?.toString(),
};

interface Limit extends Pick<RateLimits, "counters"> {
  name: string;
  limit: number;
  by: keyof typeof callers;
  refusedOnly?: boolean;
}

function limitTo({ name, limit, by, refusedOnly = false, counters }: Limit): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    identifier: name,
    ...(counters && { store: new SharedStore(counters, name) }),
    standardHeaders: "draft-8",
    legacyHeaders: false,
    skipSuccessfulRequests: refusedOnly,
    keyGenerator: (req) => {
      const caller = callers[by](req);
      const counted = caller ?? ipKeyGenerator(req.ip ?? "");
      return createHash("sha256").update(counted).digest("base64url");
    },
    handler: refuse,
  });
}

/**
 * Limits by address as well as by credential: a new made-up credential per request would never reach a
 * limit.
 */
export function apiRateLimit({ api, counters }: RateLimits): RequestHandler[] {
  return [
    limitTo({ name: "address", limit: api * 5, by: "address", counters }),
    limitTo({ name: "key", limit: api, by: "credential", counters }),
  ];
}

export function claimRateLimit({ claim, counters }: RateLimits): RequestHandler {
  return limitTo({ name: "claim", limit: claim, by: "address", refusedOnly: true, counters });
}

export function loginRateLimit({ login, counters }: RateLimits): RequestHandler {
  return limitTo({ name: "login", limit: login, by: "address", counters });
}

export function phonesRateLimit({ phones, counters }: RateLimits): RequestHandler {
  return limitTo({ name: "phones", limit: phones, by: "address", counters });
}

/** Limits a route that has `:deviceLibraryIdentifier` in its path. */
export function phoneRateLimit({ phone, counters }: RateLimits): RequestHandler {
  return limitTo({ name: "phone", limit: phone, by: "device", counters });
}
