import type { Request, Response } from "express";
import type { Deps } from "../../actions/deps.ts";
import type { Area, PageFrame } from "../../views/ui/page-frame.ts";
import { sessionOf, type PageActors, type PageSession } from "../auth/page-session.ts";
import { pageFrame } from "./page-frame.ts";

/** Names of the parameters in a route's path: `"/offers/:offerId/close"` has `offerId`. */
export type ParamName<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamName<`/${Rest}`>
  : P extends `${string}:${infer Name}.${string}`
    ? Name
    : P extends `${string}:${infer Name}`
      ? Name
      : never;

/** A request for a page of an area whose route has the named parameters. */
export interface Visit<A extends Area, N extends string = never> {
  request: Request;
  response: Response;
  params: Record<N, string>;
  frame: PageFrame;
  /** Throws before the login, as `actor` does. */
  readonly session: PageSession<A>;
  readonly actor: PageActors[A];
  /** The texts that `?notice=` names, with commas between; undefined when it names none. */
  notice: (texts: Readonly<Record<string, string>>) => string | undefined;
}

export function createVisit<A extends Area, N extends string>(
  deps: Pick<Deps, "config">,
  request: Request,
  response: Response,
  area: A,
): Visit<A, N> {
  return {
    request,
    response,
    params: request.params as Record<N, string>,
    frame: pageFrame(deps, request, response, area),
    get session() {
      return sessionOf(response, area);
    },
    get actor() {
      return sessionOf(response, area).actor;
    },
    notice(texts) {
      const { notice: name } = request.query;
      const named = typeof name === "string" ? name.split(",") : [];
      const found = named.flatMap((each) =>
        Object.hasOwn(texts, each) ? (texts[each] ?? []) : [],
      );
      return found.length > 0 ? [...new Set(found)].join(" ") : undefined;
    },
  };
}
