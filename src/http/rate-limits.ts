import type { RequestHandler } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { createHash } from "node:crypto";
import { AppError } from "../errors.ts";

/** Requests a minute. */
export interface RateLimits {
  /** By API key or device token, else by address. */
  api: number;
  /** Claim pages and codes, by address: a school's whole network is one address. */
  claim: number;
}

export const usualRateLimits: RateLimits = { api: 600, claim: 120 };

const refuse: RequestHandler = () => {
  throw new AppError(
    "too_many_requests",
    "Too many requests; the RateLimit header says when to go on.",
  );
};

function limitTo(limit: number, name: string, by: "credential" | "address"): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    identifier: name,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    keyGenerator: (req) => {
      const credential = by === "credential" ? req.get("authorization") : undefined;
      if (credential === undefined) return ipKeyGenerator(req.ip ?? "");
      return createHash("sha256").update(credential).digest("base64url");
    },
    handler: refuse,
  });
}

/** A made-up credential on every request would get a fresh allowance each: addresses have one, too. */
export function apiRateLimit({ api }: RateLimits): RequestHandler[] {
  return [limitTo(api * 10, "address", "address"), limitTo(api, "key", "credential")];
}

export function claimRateLimit({ claim }: RateLimits): RequestHandler {
  return limitTo(claim, "claim", "address");
}
