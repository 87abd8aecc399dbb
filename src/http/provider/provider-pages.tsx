import express, { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import type { RateLimits } from "../api/rate-limits.ts";
import { refuseCrossSiteForm } from "../auth/csrf.ts";
import { providerCookie, requireProvider } from "../auth/provider-session.ts";
import { complimentaryPages } from "../pages/complimentary-pages.tsx";
import { rememberLanguage } from "../pages/page-frame.ts";
import { webhookPages } from "../pages/webhook-pages.tsx";
import { sessionPages, unresumedForms } from "../pages/session-pages.ts";
import { codePages } from "./codes/code-pages.tsx";
import { codeUsePages } from "./codes/code-use-pages.tsx";
import { doorPages } from "./door-pages.tsx";
import { lookPages } from "./templates/look-pages.tsx";
import { loginPages } from "./login-pages.tsx";
import { numberPages } from "./statistics/number-pages.tsx";
import { offerFormPages } from "./offers/offer-form-pages.tsx";
import { offerPages } from "./offers/offer-pages.tsx";
import { peoplePages } from "./people-pages.tsx";
import { systemPages } from "./integrations/system-pages.tsx";
import { templateFormPages } from "./templates/template-form-pages.tsx";
import { templatePages } from "./templates/template-pages.tsx";

/** `/provider`: the pages for the users of providers. */
export function providerPages(deps: Deps, limits?: RateLimits): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: "200kb", parameterLimit: 1_000 });
  router.use("/provider", form, rememberLanguage(deps));
  router.use(loginPages(deps));
  // Before the requirement: a user who is removed or whose provider is suspended signs out as well.
  router.post("/provider/logout", async (request, response) => {
    const session = await providerCookie.find(deps, request);
    if (session) refuseCrossSiteForm(deps, request, session.claims.csrf);
    await providerCookie.end(deps, request, response);
    response.redirect(303, "/provider/login");
  });
  router.use("/provider", requireProvider(deps));

  router.use(sessionPages("provider"));
  router.use(offerFormPages(deps), offerPages(deps), codePages(deps), codeUsePages(deps));
  router.use(complimentaryPages(deps, "provider"));
  router.use(doorPages(deps), peoplePages(deps), systemPages(deps));
  router.use(
    numberPages(deps),
    templatePages(deps),
    templateFormPages(deps),
    webhookPages(deps, "provider", limits),
  );
  router.use(lookPages(deps));
  router.use(unresumedForms("provider"));
  return router;
}
