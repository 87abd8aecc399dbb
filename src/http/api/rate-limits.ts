import type { Request, RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { createHash } from "node:crypto";
import { AppError } from "../../errors.ts";

/** Requests a minute. */
export interface RateLimits {
  /** By API key or device token; without one, and in all, by address. */
  api: number;
  /**
   * Claim links and codes that lead nowhere, by address. Those that open something are not counted:
   * a school's whole network is one address.
   */
  claim: number;
  /** Asking for a link to sign in with, and inviting people, by address: each may send an e-mail. */
  login: number;
  /**
   * Phones, by address: a mobile operator's customers share few of them, and a change of one offer
   * wakes thousands at once.
   */
  phones: number;
  /** A phone's question for updates, which anyone may ask, by the device that it names. */
  phone: number;
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

/** What a caller is told from others by; without it, and by "address", the address. */
const callers = {
  address: () => undefined,
  credential: (req: Request) => req.get("authorization"),
  device: ({ params }: Request) => params["deviceLibraryIdentifier"]?.toString(),
};

interface Limit {
  name: string;
  limit: number;
  by: keyof typeof callers;
  refusedOnly?: boolean;
}

function limitTo({ name, limit, by, refusedOnly = false }: Limit): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    identifier: name,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    skipSuccessfulRequests: refusedOnly,
    keyGenerator: (req) => {
      const caller = callers[by](req);
      if (caller === undefined) return ipKeyGenerator(req.ip ?? "");
      return createHash("sha256").update(caller).digest("base64url");
    },
    handler: refuse,
  });
}

/** A made-up credential on every request would get a fresh allowance each: addresses have one, too. */
export function apiRateLimit({ api }: RateLimits): RequestHandler[] {
  return [
    limitTo({ name: "address", limit: api * 5, by: "address" }),
    limitTo({ name: "key", limit: api, by: "credential" }),
  ];
}

export function claimRateLimit({ claim }: RateLimits): RequestHandler {
  return limitTo({ name: "claim", limit: claim, by: "address", refusedOnly: true });
}

export function loginRateLimit({ login }: RateLimits): RequestHandler {
  return limitTo({ name: "login", limit: login, by: "address" });
}

export function phonesRateLimit({ phones }: RateLimits): RequestHandler {
  return limitTo({ name: "phones", limit: phones, by: "address" });
}

/** Stands at a route whose path names the device. */
export function phoneRateLimit({ phone }: RateLimits): RequestHandler {
  return limitTo({ name: "phone", limit: phone, by: "device" });
}
