import type { RequestHandler } from "express";
import { runInShare, type Share } from "../../db/pool-share.ts";

/** In this order; doors, health and metrics have no share, everything else is staff or a system of theirs. */
const kinds: [path: RegExp, share: Share | undefined][] = [
  [/^\/(door|livez|readyz|metrics|api\/v1\/(redemptions|door))(\/|$)/i, undefined],
  [/^\/(apple|google)(\/|$)/i, "phones"],
  [/^\/(t|sample|images)(\/|$)/i, "families"],
  [/^/, "staff"],
];

/** Lets each request use the database connections of its kind of caller. */
export const poolShares: RequestHandler = (request, _response, next) => {
  const share = kinds.find(([path]) => path.test(request.path))?.[1];
  if (share) runInShare(share, next);
  else next();
};
