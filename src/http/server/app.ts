import express, { type Router, type Express, type RequestHandler } from "express";
import type { Deps } from "../../actions/deps.ts";
import { areMetricsOpen } from "../../config/process.ts";
import { apiEndpoints } from "./api-endpoints.ts";
import { appleWebService } from "../apple/apple-web-service.ts";
import { assets } from "./assets.ts";
import { auditorPages } from "../auditor/auditor-pages.tsx";
import { operatorPages } from "../operator/operator-pages.ts";
import { oidcClient } from "../auth/oidc-client.ts";
import { staffLogin } from "../auth/staff-login.ts";
import { staffLogout } from "../auth/staff-logout.ts";
import { culturePages } from "../culture/culture-pages.tsx";
import { doorApi } from "../door/door-api.ts";
import { doorPage } from "../door/door-page.tsx";
import { docs } from "./docs.ts";
import { mountEndpoints } from "../api/endpoint.ts";
import { lookingAhead } from "./looking-ahead.ts";
import { ownHosts } from "./own-hosts.ts";
import { poolShares } from "./pool-shares.ts";
import { robotsAndFavicon } from "./robots-and-favicon.ts";
import { googleCallback } from "../google/callback.ts";
import { health, type HealthOptions } from "./health.ts";
import { appleDownloads } from "../holder/apple-downloads.ts";
import { claimPages } from "../holder/claim-pages.tsx";
import { codeScreen } from "../holder/code-screen.tsx";
import { googleSave } from "../holder/google-save.ts";
import { ownDataPages } from "../holder/own-data-pages.tsx";
import { returnPages } from "../holder/return-pages.tsx";
import { waitingListPages } from "../holder/waiting-list-pages.tsx";
import { imageRoutes } from "./images.ts";
import { registerMessageMetrics } from "./message-metrics.ts";
import { createMetrics } from "./metrics.ts";
import { unsubscribePages } from "../messages/unsubscribe.tsx";
import { deliveryReports } from "../messages/delivery-reports.ts";
import { returnedEmail } from "../messages/returned-email.ts";
import { navPages } from "../nav/nav-pages.tsx";
import { mountPageErrors } from "./page-errors.tsx";
import { AppError } from "../../errors.ts";
import { problemErrors } from "../api/problem.ts";
import { notFound } from "../api/render-errors.ts";
import { providerPages } from "../provider/provider-pages.tsx";
import { samplePass } from "../provider/templates/sample-pass.ts";
import { recipientImportRoute } from "../nav/recipient-import-route.ts";
import { templateRoutes } from "../provider/templates/templates.ts";
import {
  apiRateLimit,
  claimRateLimit,
  loginRateLimit,
  usualRateLimits,
  type RateLimits,
} from "../api/rate-limits.ts";
import { registerWalletMetrics } from "./wallet-metrics.ts";
import { requestId } from "../api/request-id.ts";
import { securityHeaders } from "../pages/security-headers.ts";

export interface AppOptions extends HealthOptions {
  /** The sandbox's routes, mounted first. */
  sandbox?: Router;
  rateLimits?: Partial<RateLimits>;
  /** Gets metrics and the details of readiness, which the app itself then leaves out. */
  operation?: Router;
}

/** Merges double slashes: phones call `//v1/…` when the web service's address ends in a slash. */
const singleSlashes: RequestHandler = (req, _res, next) => {
  req.url = req.url.replace(/^\/{2,}|(?<=^\/apple)\/{2,}/g, "/");
  next();
};

/**
 * Answers 404 for a path with a NUL character, which no name here has and the database refuses. Apple's web
 * service, before it, answers as for any unknown name.
 */
const refuseNul: RequestHandler = (req, _res, next) => {
  if (/%00/.test(req.path)) throw new AppError("not_found", "There is nothing at this address.");
  next();
};

/** Creates the Express app, routers in the order in which a request passes them. */
export function createApp(deps: Deps, options: AppOptions = {}): Express {
  const limits = { ...usualRateLimits, ...options.rateLimits };
  const metrics = createMetrics(deps, options.queueDepth);
  registerWalletMetrics(metrics.registry, deps);
  registerMessageMetrics(metrics.registry, deps);
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", deps.config.trustedProxies);

  app.use(requestId, metrics.measure, securityHeaders(deps.config), singleSlashes);
  app.use(ownHosts(deps), poolShares, lookingAhead);
  if (options.sandbox) app.use(options.sandbox);
  // Before the rest, since of all that anyone asks for, phones ask the most.
  app.use(appleWebService(deps, limits));
  const { operation = app } = options;
  operation.use(health(deps, options));
  if (operation !== app || areMetricsOpen(deps.config)) operation.use(metrics.router);
  if (operation !== app) app.use(health(deps, { ...options, hidesDetails: true }));
  app.use(robotsAndFavicon(), assets(), imageRoutes(deps));
  app.use("/api", apiRateLimit(limits));
  app.use("/t", claimRateLimit(limits));
  app.post("/provider/login", loginRateLimit(limits));
  app.post(["/provider/people", "/provider/people/:id/invite"], loginRateLimit(limits));
  app.use(refuseNul);
  app.use(appleDownloads(deps), googleSave(deps));
  app.use(claimPages(deps), codeScreen(deps), returnPages(deps), ownDataPages(deps));
  app.use(waitingListPages(deps));
  app.use("/sample", claimRateLimit(limits));
  app.use(samplePass(deps));
  app.use(googleCallback(deps), deliveryReports(deps), returnedEmail(deps));
  app.use("/unsubscribe", claimRateLimit(limits));
  app.use(unsubscribePages(deps));
  app.use(
    doorApi(deps, limits),
    templateRoutes(deps),
    recipientImportRoute(deps),
    mountEndpoints(deps, apiEndpoints, limits),
  );
  const identityProvider = oidcClient(deps);
  app.use(doorPage(deps), staffLogin(deps, identityProvider), staffLogout(deps, identityProvider));
  app.use(navPages(deps), docs(deps));
  app.use(providerPages(deps, limits), culturePages(deps, limits), auditorPages(deps));
  app.use(operatorPages(deps));
  app.use(notFound);
  mountPageErrors(app, deps);
  app.use(problemErrors(deps));
  return app;
}
