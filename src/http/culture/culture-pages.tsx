import express, { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import type { RateLimits } from "../api/rate-limits.ts";
import { requireStaff } from "../auth/staff-session.ts";
import { complimentaryPages } from "../pages/complimentary-pages.tsx";
import { rememberLanguage } from "../pages/page-frame.ts";
import { reportPages } from "../pages/report-pages.tsx";
import { webhookPages } from "../pages/webhook-pages.tsx";
import { sessionPages, unresumedForms } from "../pages/session-pages.ts";
import { providerChangePages } from "./provider-change-pages.tsx";
import { providerContactPages } from "./provider-contact-pages.tsx";
import { providerListPages } from "./provider-list-pages.tsx";
import { contactPages } from "./contact-pages.tsx";
import { reviewPages } from "./review-pages.tsx";
import { runningOfferPages } from "./running-offer-pages.tsx";
import { paymentSheetPages } from "./payment-sheet-pages.tsx";
import { settlementPages } from "./settlement-pages.tsx";

/** `/culture`: the culture office's pages. None of them reads a recipient. */
export function culturePages(deps: Deps, limits?: RateLimits): Router {
  const router = Router();
  const form = express.urlencoded({ extended: false, limit: "100kb" });
  router.use("/culture", form, requireStaff(deps, "culture"), rememberLanguage(deps));
  router.use(sessionPages("culture"));
  router.use(
    reviewPages(deps),
    contactPages(deps),
    webhookPages(deps, "culture", limits),
    runningOfferPages(deps),
    paymentSheetPages(deps),
    settlementPages(deps),
    reportPages(deps, "culture"),
    complimentaryPages(deps, "culture"),
    providerListPages(deps),
    providerContactPages(deps),
    providerChangePages(deps),
    unresumedForms("culture"),
  );
  return router;
}
