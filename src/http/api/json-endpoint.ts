import type { z } from "zod";
import type { ApiRole } from "../auth/api-key.ts";
import { endpoint, type Described, type Handler } from "./endpoint.ts";

/**
 * Endpoint with one success response, whose status is the documented one and whose body is the result of
 * `run` as JSON; a void result is an empty body.
 */
export function jsonEndpoint<
  const R extends ApiRole,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  const I extends boolean = false,
>(described: Described<R, P, Q, B, I>, run: Handler<R, P, Q, B, I, unknown>) {
  const status = Number(Object.keys(described.responses)[0]);
  return endpoint(described, async (deps, call) => ({ status, body: await run(deps, call) }));
}
