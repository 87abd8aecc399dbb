// https://developer.apple.com/documentation/walletpasses/adding_a_web_service_to_update_passes
import { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { notFound } from "../api/render-errors.ts";
import { phoneRateLimit, phonesRateLimit, type RateLimits } from "../api/rate-limits.ts";
import type { AppleDeps } from "./apple-deps.ts";
import { createPassTokenCheck } from "./device-auth.ts";
import { statusOnlyErrors } from "./status-only-errors.ts";
import { logMessages } from "./log-messages.ts";
import { registrations } from "./registrations.ts";
import { updatablePasses } from "./updatable-passes.ts";
import { updatedPass } from "./updated-pass.ts";

/** PassKit's web service, `/apple/v1/…`. */
export function appleWebService(
  deps: AppleDeps & Pick<Deps, "logger">,
  limits: RateLimits,
): Router {
  const router = Router();
  router.use("/apple", phonesRateLimit(limits));
  if (deps.apple) {
    const requirePassToken = createPassTokenCheck(deps);
    router.use(
      registrations(deps, requirePassToken),
      updatablePasses(deps, phoneRateLimit(limits)),
      updatedPass(deps, requirePassToken),
      logMessages(deps),
    );
  }
  router.use("/apple", notFound, statusOnlyErrors(deps));
  return router;
}
