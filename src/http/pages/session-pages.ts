import { Router, type Request, type Response } from "express";
import type { Area } from "../../views/ui/page-frame.ts";
import { findSession, sessionOf } from "../auth/page-session.ts";

const resumed = new WeakSet<Response>();

/** Whether the request shows a form again that was sent before the login. It is not run. */
export const isResumed = (response: Response): boolean => resumed.has(response);

/**
 * Routes of an area for its session, mounted behind `requireSession` and before the area's pages:
 * `session` tells a script when it ends, and prolongs it by a POST; `resume` lets the page of the held
 * form answer.
 */
export function sessionPages(area: Area): Router {
  const router = Router();
  const answer = (_request: Request, response: Response) => {
    response.json(sessionOf(response, area).end);
  };
  router.get(`/${area}/session`, answer);
  router.post(`/${area}/session`, answer);
  router.get(`/${area}/resume`, (request: Request, response, next) => {
    const form = findSession(response)?.heldForm;
    if (!form?.path.startsWith(`/${area}/`)) {
      response.redirect(303, `/${area}`);
      return;
    }
    resumed.add(response);
    request.method = "POST";
    request.url = form.path;
    request.originalUrl = form.path;
    request.body = form.fields;
    next();
  });
  return router;
}

/** Leads to the area's front page where no page took the held form. */
export function unresumedForms(area: Area): Router {
  const router = Router();
  router.use(`/${area}`, (_request, response, next) => {
    if (isResumed(response)) response.redirect(303, `/${area}`);
    else next();
  });
  return router;
}
