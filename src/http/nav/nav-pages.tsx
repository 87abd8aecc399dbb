import express, { Router } from "express";
import { z } from "zod";
import { certificateDays } from "../../actions/operations/check-readiness.ts";
import { findPushSuspensions } from "../../actions/apple/find-push-suspensions.ts";
import type { Deps } from "../../actions/deps.ts";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import { offerCategories } from "../../domain/offers/offer.ts";
import { OverviewPage } from "../../views/nav/overview-page.tsx";
import { sessionOf } from "../auth/page-session.ts";
import { requireStaff } from "../auth/staff-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { applePages } from "./apple-pages.tsx";
import { allocatePages } from "./allocate-pages.tsx";
import { allocationPages } from "./allocation-pages.tsx";
import { googlePages } from "./google-pages.tsx";
import { recipientFormPages } from "./recipient-form-pages.tsx";
import { recipientPages } from "./recipient-pages.tsx";
import { revokePages } from "./revoke-pages.tsx";
import { pageFrame, rememberLanguage } from "../pages/page-frame.ts";

const filterShape = z.object({
  municipality: z.string().optional().catch(undefined),
  category: z.enum(offerCategories).optional().catch(undefined),
});

/** `/nav`: NAV's pages, for officers who are signed in. */
export function navPages(deps: Deps): Router {
  const router = Router();
  // A form for a thousand allocations names up to a thousand recipients.
  const form = express.urlencoded({ extended: false, limit: "1mb", parameterLimit: 5_000 });
  router.use("/nav", form, requireStaff(deps, "nav"), rememberLanguage(deps));

  router.get("/nav", async (request, response) => {
    const { actor } = sessionOf(response, "nav");
    const filter = filterShape.parse(request.query);
    const { offers, municipalities } = await listAllocatableOffers(deps, { actor });
    const ending = certificateDays(deps).filter(({ mustBeRenewed }) => mustBeRenewed);
    const days = ending.map(({ daysLeft }) => daysLeft);
    const stop = await findPushSuspensions(deps);
    const present = new Set(offers.map(({ category }) => category));
    sendPage(
      response,
      <OverviewPage
        frame={pageFrame(deps, request, response, "nav")}
        offers={offers.filter(
          (offer) =>
            offer.category === (filter.category ?? offer.category) &&
            (!filter.municipality || offer.municipalities.includes(filter.municipality)),
        )}
        anyOffers={offers.length > 0}
        municipalities={municipalities}
        categories={offerCategories.filter((category) => present.has(category))}
        filter={filter}
        pushesStopped={stop?.stoppedAt}
        certificateDays={days.length > 0 ? Math.min(...days) : undefined}
      />,
    );
  });

  // Before the pages of one recipient, whose id may be any word.
  router.use(recipientFormPages(deps));
  router.use(recipientPages(deps), allocatePages(deps), allocationPages(deps), revokePages(deps));
  router.use(applePages(deps), googlePages(deps));
  return router;
}
