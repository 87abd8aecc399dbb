import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { retryGoogle } from "../../actions/google/retry-google.ts";
import { getGoogleStatus } from "../../actions/google/get-google-status.ts";
import { GooglePage } from "../../views/nav/google-page.tsx";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";

/** `/nav/google`: for whoever runs the service; what Google refuses, never whose it is. */
export function googlePages(deps: Deps): Router {
  const router = Router();

  router.get("/nav/google", async (request, response) => {
    const frame = pageFrame(deps, request, response, "nav");
    const { actor } = sessionOf(response, "nav");
    const shown = await getGoogleStatus(deps, { actor });
    sendPage(response, <GooglePage frame={frame} {...shown} />);
  });

  router.post("/nav/google/retry", async (_request, response) => {
    const { actor } = sessionOf(response, "nav");
    await retryGoogle(deps, { actor });
    response.redirect(303, "/nav/google");
  });

  return router;
}
