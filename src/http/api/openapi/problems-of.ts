import type { z } from "zod";
import { AppError, type ErrorCode } from "../../../errors.ts";
import { noQuery } from "../endpoint.ts";
import { unknownInPath } from "../examples/parameter-examples.ts";
import { invalidIdempotencyKey } from "../idempotency-key.ts";
import type { Operation, ProblemExample, ProblemExamples } from "../operation.ts";
import { parse } from "../parse.ts";

/** Problems of every operation that takes a credential. */
const always: ProblemExamples = {
  too_many_requests: {
    detail: "Too many requests; the RateLimit header says when to go on.",
  },
  internal: { detail: "Something failed on our side." },
  unavailable: { detail: "Too much is under way here; repeat this in a moment." },
};

const ofIdempotencyKeys: ProblemExamples = {
  validation_failed: invalidIdempotencyKey,
  idempotency_key_reused: {
    detail:
      "This Idempotency-Key came with another request within the last 24 hours; use a new one.",
  },
  conflict: { detail: "The first request with this key is still under way; try later." },
};

function ofSecurity(security: Operation["security"]): ProblemExamples {
  if (security === "none") return {};
  if (security === "doorToken") {
    return { ...always, unauthorized: { detail: "Send a valid device token of a scanner." } };
  }
  return {
    ...always,
    validation_failed: faultIn(noQuery, [{ example: "1" }]),
    unauthorized: { detail: "Send a valid API key: Authorization: Bearer jw_…." },
    forbidden: { detail: `This needs a key of role ${security.apiKey.join(" or ")}.` },
  };
}

/** Returns the problem that the schema answers to the first faulty request. */
function faultIn(schema: z.ZodType, requests: object[]): ProblemExample {
  for (const request of requests) {
    try {
      parse(schema, request);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return { detail: error.message, errors: error.errors };
    }
  }
  throw new Error("No fault in a request was found to show.");
}

function faultInBody(body: z.ZodType, example: unknown): ProblemExample {
  const members = Object.entries(example as object);
  return faultIn(body, [
    ...members.map(([name]) => Object.fromEntries(members.filter(([other]) => other !== name))),
    ...members.map(([name]) => ({ ...(example as object), [name]: null })),
  ]);
}

function ofRequest({
  method,
  params,
  query,
  body,
  example,
  parts,
  versioned,
}: Operation): ProblemExamples {
  const [inPath] = Object.keys(params?.shape ?? {});
  return {
    ...(inPath !== undefined && { not_found: { detail: unknownInPath[inPath] ?? "" } }),
    ...(versioned &&
      method !== "get" && {
        precondition_failed: {
          detail: "It was changed after you read it, and nothing was changed now; read it again.",
        },
      }),
    ...(query && {
      validation_failed: faultIn(
        query,
        Object.keys(query.shape).flatMap((name) => [{ [name]: "?" }, { [name]: "" }]),
      ),
    }),
    ...(body && {
      validation_failed: faultInBody(body, example),
      too_large: { detail: "A body may have at most 1mb." },
      unsupported_media_type: { detail: "Send the body as application/json." },
    }),
    ...(parts && {
      unsupported_media_type: { detail: "Send multipart/form-data." },
    }),
  };
}

/** Lists the problems of an operation: those that its security, parameters and body imply, and its own. */
export function problemsOf(operation: Operation): [ErrorCode, ProblemExample][] {
  const problems: ProblemExamples = {
    ...ofSecurity(operation.security),
    ...(operation.idempotent && ofIdempotencyKeys),
    ...ofRequest(operation),
    ...operation.problems,
  };
  return Object.entries(problems) as [ErrorCode, ProblemExample][];
}
