import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { getGoogleStatus } from "../../actions/google/get-google-status.ts";
import { retryGoogle } from "../../actions/google/retry-google.ts";
import { GooglePage } from "../../views/operator/google-page.tsx";
import { pageRouter } from "../pages/page-router.ts";

/** `/operator/google`: what Google Wallet refuses, without the holders, and a retry. */
export function googlePages(deps: Deps): Router {
  const { router, page, button } = pageRouter(deps, "operator");

  page("/operator/google", async ({ actor, frame }) => (
    <GooglePage frame={frame} {...await getGoogleStatus(deps, { actor })} />
  ));

  button("/operator/google/retry", async ({ actor }) => {
    await retryGoogle(deps, { actor });
    return "/operator/google";
  });

  return router;
}
