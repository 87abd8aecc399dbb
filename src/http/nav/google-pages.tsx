import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { getGoogleStatus } from "../../actions/google/get-google-status.ts";
import { retryGoogle } from "../../actions/google/retry-google.ts";
import { GooglePage } from "../../views/nav/google-page.tsx";
import { pageRouter } from "../pages/page-router.ts";

/** `/nav/google`, for operators: what Google Wallet refuses, without the holders, and a retry. */
export function googlePages(deps: Deps): Router {
  const { router, page, button } = pageRouter(deps, "nav");

  page("/nav/google", async ({ actor, frame }) => (
    <GooglePage frame={frame} {...await getGoogleStatus(deps, { actor })} />
  ));

  button("/nav/google/retry", async ({ actor }) => {
    await retryGoogle(deps, { actor });
    return "/nav/google";
  });

  return router;
}
