import { Router, type Request, type RequestHandler, type Response } from "express";
import { z } from "zod";
import type { Deps, NestableDeps } from "../../actions/deps.ts";
import { runIdempotently, type Answer } from "../../actions/idempotent-request.ts";
import { AppError } from "../../errors.ts";
import { usualRateLimits, webhookRateLimit, type RateLimits } from "./rate-limits.ts";
import { withWriteConcurrency } from "./write-concurrency.ts";
import { ownerNameOf } from "./webhook-owner.ts";
import {
  authenticate,
  type ApiActor,
  type ApiRole,
  type OfficeActor,
  type ProviderActor,
} from "../auth/api-key.ts";
import { behindWall } from "../auth/behind-wall.ts";
import { csvBody, isCsv } from "./csv-body.ts";
import type { Operation } from "./operation.ts";
import { readIdempotencyKey } from "./idempotency-key.ts";
import { isStorable, jsonBody, parse } from "./parse.ts";

type ActorOf<R extends ApiRole> =
  | (R extends "provider" ? ProviderActor : never)
  | (R extends "nav" | "culture" ? OfficeActor : never);

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** The validated input of a handler. */
export interface Call<R extends ApiRole, P, Q, B> {
  actor: ActorOf<R>;
  params: Output<P>;
  query: Output<Q>;
  body: Output<B>;
  /** The If-Match header. */
  ifMatch: string | undefined;
  /** Whether the client prefers the content type to JSON. */
  accepts: (type: string) => boolean;
}

/** A file as the answer; its Content-Type is in the headers. An idempotent endpoint answers in JSON only. */
interface FileAnswer {
  status: number;
  content: string | Buffer;
  headers: Record<string, string>;
}

/** An idempotent endpoint (`I`) may run inside the transaction of an Idempotency-Key. */
type DepsOf<I extends boolean> = I extends true ? NestableDeps : Deps;

interface EndpointOf<I extends boolean> {
  operation: Operation;
  idempotent: I | undefined;
  handle: (deps: DepsOf<I>, actor: ApiActor, req: Request) => Promise<Answer | FileAnswer>;
}
export type Endpoint = EndpointOf<true> | EndpointOf<false>;

type DescribedByType = "security" | "params" | "query" | "body" | "csv" | "idempotent";

export type Described<R, P, Q, B, I> = Omit<Operation, DescribedByType> & {
  roles: readonly R[];
  params?: P;
  query?: Q;
  body?: B;
  /** What the rows of a text/csv body come to. */
  csv?: NonNullable<Operation["csv"]> & { read: (table: string[][]) => NoInfer<Output<B>> };
  idempotent?: I;
};

export type Handler<R extends ApiRole, P, Q, B, I extends boolean, A> = (
  deps: DepsOf<I>,
  call: Call<R, P, Q, B>,
) => Promise<A>;

/** Of an operation without query parameters; an unknown one is refused, since it would change nothing. */
export const noQuery = z.strictObject({});

/** Joins an operation's description and its handler; the compiler checks one against the other. */
export function endpoint<
  const R extends ApiRole,
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  const I extends boolean = false,
>(
  described: Described<R, P, Q, B, I>,
  handle: Handler<R, P, Q, B, I, Answer | FileAnswer>,
): EndpointOf<NoInfer<I>> {
  const { roles, params, query, body, csv, idempotent, ...rest } = described;
  const operation: Operation = {
    ...rest,
    security: { apiKey: roles },
    ...(params && { params }),
    ...(query && { query }),
    ...(body && { body }),
    ...(csv && { csv: { example: csv.example, maxRows: csv.maxRows } }),
    ...(idempotent && { idempotent }),
  };
  return {
    operation,
    idempotent,
    handle: (deps, actor, req) =>
      handle(deps, {
        actor: actor as ActorOf<R>,
        params: (params && readParams(params, req.params)) as Output<P>,
        query: parse(query?.strict() ?? noQuery, req.query) as Output<Q>,
        body:
          csv && isCsv(req)
            ? csv.read(req.body as string[][])
            : ((body && parse(body, req.body ?? {})) as Output<B>),
        ifMatch: req.get("if-match"),
        accepts: (type) => req.accepts(["application/json", type]) === type,
      }),
  };
}

/** Parses the path parameters. Throws AppError("not_found") for a malformed one, as for an unknown id. */
function readParams(schema: z.ZodObject, params: Record<string, unknown>): unknown {
  const parsed = schema.safeParse(params);
  const storable = Object.values(params).every((value) => isStorable(String(value)));
  if (!parsed.success || !storable)
    throw new AppError("not_found", "There is nothing at this address.");
  return parsed.data;
}

function send(res: Response, answer: Answer | FileAnswer): void {
  res.status(answer.status).set({ "Cache-Control": "no-store", ...answer.headers });
  if ("content" in answer) res.send(answer.content);
  else if (answer.body === undefined) res.end();
  else res.json(answer.body);
}

function runEndpoint(deps: Deps, endpoint: Endpoint): RequestHandler {
  const { id, method } = endpoint.operation;
  const answer = (req: Request, actor: ApiActor, key: string | undefined) => {
    if (key === undefined || !endpoint.idempotent) return endpoint.handle(deps, actor, req);
    const { handle } = endpoint;
    const request = { method: req.method, path: req.originalUrl, body: req.body as unknown };
    return runIdempotently(deps, { actorId: actor.id, key, request }, async (inside) => {
      const answer = await handle(inside, actor, req);
      if ("content" in answer) throw new Error("An idempotent endpoint answers in JSON.");
      return answer;
    });
  };
  return async (req, res) => {
    const actor = actorOf(res);
    const key = endpoint.idempotent ? readIdempotencyKey(req) : undefined;
    const work = () => behindWall(actor, () => answer(req, actor, key));
    const write = { kind: id, request: key && `${actor.id} ${key}` };
    send(res, await (method === "get" ? work() : withWriteConcurrency(deps, write, work)));
  };
}

const actors = new WeakMap<Response, ApiActor>();

function actorOf(res: Response): ApiActor {
  const actor = actors.get(res);
  if (!actor) throw new Error("The endpoint was reached without authentication.");
  return actor;
}

function authenticated(deps: Deps, { security }: Operation): RequestHandler {
  const roles = typeof security === "object" ? security.apiKey : [];
  return async (req, res, next) => {
    actors.set(res, await authenticate(deps, req, roles));
    next();
  };
}

/** Mounts the endpoints at their full paths. A known path answers any other method with 405 and Allow. */
export function mountEndpoints(
  deps: Deps,
  endpoints: readonly Endpoint[],
  limits: RateLimits = usualRateLimits,
): Router {
  const router = Router();
  const limitSending = webhookRateLimit(limits, (res) => ownerNameOf(actorOf(res)));
  const methods = new Map<string, string[]>();
  for (const each of endpoints) {
    const { method, path } = each.operation;
    const template = path.replace(/\{(\w+)\}/g, ":$1");
    methods.set(template, [...(methods.get(template) ?? []), method.toUpperCase()]);
    router[method](
      template,
      authenticated(deps, each.operation),
      ...(each.operation.sends ? limitSending : []),
      ...(each.operation.csv ? [csvBody(deps, each.operation.csv)] : []),
      jsonBody,
      runEndpoint(deps, each),
    );
  }
  for (const [template, allowed] of methods) {
    router.all(template, (_req, res) => {
      const allow = allowed.includes("GET") ? [...allowed, "HEAD"] : allowed;
      res.set("Allow", allow.join(", "));
      throw new AppError("method_not_allowed", `Allowed here: ${allow.join(", ")}.`);
    });
  }
  return router;
}
