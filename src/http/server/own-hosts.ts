import type { RequestHandler } from "express";
import type { Deps } from "../../actions/deps.ts";
import { apiUrl, staffUrl } from "../../config/hosts.ts";
import { AppError } from "../../errors.ts";
import { problemErrors } from "../api/problem.ts";
import { mistypedAddress } from "./page-errors.tsx";

/** As Express matches them: in any case. */
const staffPaths = /^\/(nav|culture|auditor|operator|provider|login|logout|unsubscribe)(\/|$)/i;
const apiPaths = /^\/(api|docs|door|door-worker\.js|door\.webmanifest|openapi\.json)(\/|$)/i;

/**
 * Answers 404 for staff pages on another host than STAFF_URL's, and for the API, its documentation and the scanner on
 * another than API_URL's, as for any unknown path, to a browser with the families' page: a family's host names
 * neither. Does nothing where they are unset.
 */
export function ownHosts(deps: Pick<Deps, "config" | "logger">): RequestHandler {
  const { config } = deps;
  const owned = [
    { paths: staffPaths, url: staffUrl(config) },
    { paths: apiPaths, url: apiUrl(config) },
  ]
    .filter(({ url }) => url !== config.publicUrl)
    .map(({ paths, url }) => ({ paths, host: new URL(url).host }));
  const answer = problemErrors(deps);
  const page = mistypedAddress(deps);
  return (request, response, next) => {
    const asked = request.get("host")?.toLowerCase();
    const isElsewhere = owned.some(({ paths, host }) => host !== asked && paths.test(request.path));
    if (isElsewhere) {
      const error = new AppError("not_found", "There is nothing at this address.");
      page(error, request, response, () => {
        answer(error, request, response, next);
      });
    } else next();
  };
}
