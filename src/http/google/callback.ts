import express, { Router, type ErrorRequestHandler } from "express";
import type { Deps } from "../../actions/deps.ts";
import { recordGoogleEvent } from "../../actions/google/record-google-event.ts";

const statuses = { taken: 200, refused: 401, unavailable: 503 } as const;

/** Answers 401 to a body that cannot be read (too long, compressed, cut off): Google sends none such. */
const refuseUnread: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const { status } = error as { status?: unknown };
  if (typeof status === "number" && status < 500) response.status(401).end();
  else next(error);
};

/**
 * Route `POST /google/callback`, to which Google posts saves and deletions of objects. Google reads the
 * status only: 200 recorded, 401 not signed by Google, 503 repeat later.
 * https://developers.google.com/wallet/generic/use-cases/use-callbacks-for-saves-and-deletions
 */
export function googleCallback(deps: Deps): Router {
  const router = Router();
  const { googleCallbacks: callbacks } = deps;
  if (!callbacks) return router;
  const readBody = express.raw({ type: () => true, limit: 64 * 1024, inflate: false });

  router.post("/google/callback", readBody, async (request, response) => {
    const sent: unknown = request.body;
    const body = Buffer.isBuffer(sent) ? sent.toString() : "";
    const outcome = await recordGoogleEvent(deps, { callbacks, body });
    response.status(statuses[outcome]).end();
  });
  router.use("/google/callback", refuseUnread);
  return router;
}
