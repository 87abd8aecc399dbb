import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { retryGoogle } from "../../actions/google/retry-google.ts";
import { getGoogleStatus } from "../../actions/google/get-google-status.ts";
import { GooglePage } from "../../views/nav/google-page.tsx";
import { staffOf } from "../auth/staff-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { frameOf } from "../pages/staff-frame.ts";

/** `/nav/google`: for whoever runs the service; what Google refuses, never whose it is. */
export function googlePages(deps: Deps): Router {
  const router = Router();

  router.get("/nav/google", async (request, response) => {
    const frame = frameOf(deps, request, response);
    const { actor } = staffOf(response);
    const shown = await getGoogleStatus(deps, { actor });
    sendPage(response, <GooglePage frame={frame} {...shown} />);
  });

  router.post("/nav/google/retry", async (_request, response) => {
    const { actor } = staffOf(response);
    await retryGoogle(deps, { actor });
    response.redirect(303, "/nav/google");
  });

  return router;
}
