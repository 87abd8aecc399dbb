// https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-08
import type { Json } from "../../../views/docs/openapi-document.ts";
import type { Operation } from "../operation.ts";

const item = (members: string) => `"(?:address|key|numbers|webhook|owner)"; ${members}`;
const listOf = (members: string) => `^${item(members)}(?:, ${item(members)})*$`;

/** The RateLimit headers of every limited answer. */
export const rateLimitHeaders: Record<string, Json> = {
  "RateLimit-Policy": {
    description:
      "The limits: `q` requests in `w` seconds, by address and by key or device token, at the door of unknown ticket numbers, and of events sent by hand by webhook and by owner; `pk` says whose they are",
    required: true,
    schema: { type: "string", pattern: listOf("q=\\d+; w=\\d+; pk=:[A-Za-z0-9+/=]+:") },
    example: '"address"; q=30000; w=60; pk=:NTI5M2I3ODVmNzAy:, "key"; q=6000; w=60; pk=:ZTA3MjQ4:',
  },
  RateLimit: {
    description: "What is left of each limit: `r` requests in the next `t` seconds",
    required: true,
    schema: { type: "string", pattern: listOf("r=\\d+; t=\\d+") },
    example: '"address"; r=29999; t=60, "key"; r=5999; t=60',
  },
};

/** The Retry-After header of 429 and 503. */
export const retryAfterHeader: Record<string, Json> = {
  "Retry-After": {
    description: "With 429 and 503: seconds after which to ask again",
    required: true,
    schema: { type: "string", pattern: "^\\d+$" },
    example: "42",
  },
};

/** The ETag header of what two may change. */
export const entityTagHeader: Record<string, Json> = {
  ETag: {
    description: "The state that was answered; send it as If-Match with a change",
    required: true,
    schema: { type: "string", pattern: '^"[^"]+"$' },
    example: '"Zm9vYmFyYmF6cXV4"',
  },
};

export const isLimited = ({ path }: Pick<Operation, "path">) => path.startsWith("/api/");
