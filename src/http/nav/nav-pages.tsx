import express, { type Router } from "express";
import { z } from "zod";
import { findPushSuspensions } from "../../actions/apple/find-push-suspensions.ts";
import type { Deps } from "../../actions/deps.ts";
import { listAllocatableOffers } from "../../actions/allocations/list-allocatable-offers.ts";
import { listOffersToFollow } from "../../actions/recipients/list-offers-to-follow.ts";
import { listProposals } from "../../actions/waiting/list-proposals.ts";
import { countFailedMessages } from "../../actions/recipients/count-failed-messages.ts";
import { offerCategories } from "../../domain/offers/offer.ts";
import { waitingTexts } from "../../views/texts/waiting-texts.ts";
import { OverviewPage } from "../../views/nav/overview-page.tsx";
import { requireStaff } from "../auth/staff-session.ts";
import { allocatePages } from "./allocate-pages.tsx";
import { allocationPages } from "./allocation-pages.tsx";
import { drawPages } from "./draw-pages.tsx";
import { householdPages } from "./household-pages.tsx";
import { importPages } from "./import-pages.tsx";
import { messagePages } from "./message-pages.tsx";
import { privacyPages } from "./privacy-pages.tsx";
import { recipientFormPages } from "./recipient-form-pages.tsx";
import { claimLinkPages } from "./claim-link-pages.tsx";
import { recipientPages } from "./recipient-pages.tsx";
import { savedListPages } from "./saved-list-pages.tsx";
import { searchPages } from "./search-pages.tsx";
import { unfetchedPages } from "./unfetched-pages.tsx";
import { waitingListPages } from "./waiting-list-pages.tsx";
import { revokePages } from "./revoke-pages.tsx";
import { rememberLanguage } from "../pages/page-frame.ts";
import { reportPages } from "../pages/report-pages.tsx";
import { sessionPages, unresumedForms } from "../pages/session-pages.ts";
import { pageRouter } from "../pages/page-router.ts";

const filterShape = z.object({
  municipality: z.string().optional().catch(undefined),
  category: z.enum(offerCategories).optional().catch(undefined),
});

/** `/nav`: NAV's pages, for officers who are signed in. */
export function navPages(deps: Deps): Router {
  const { router, page } = pageRouter(deps, "nav");
  // A form for a thousand allocations names up to a thousand recipients.
  const form = express.urlencoded({ extended: false, limit: "1mb", parameterLimit: 5_000 });
  router.use("/nav", form, requireStaff(deps, "nav"), rememberLanguage(deps));
  router.use(sessionPages("nav"));

  page("/nav", async ({ actor, frame, notice, request }) => {
    const filter = filterShape.parse(request.query);
    const { offers, municipalities } = await listAllocatableOffers(deps, { actor });
    const stop = await findPushSuspensions(deps);
    const present = new Set(offers.map(({ category }) => category));
    return (
      <OverviewPage
        frame={frame}
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
        failedMessages={await countFailedMessages(deps, { actor })}
        proposals={await listProposals(deps, { actor })}
        offersToFollow={await listOffersToFollow(deps, { actor })}
        notice={notice(waitingTexts(frame.language).notices)}
        refusal={notice({ changed: waitingTexts(frame.language).changed })}
      />
    );
  });

  // Before `/nav/recipients/:recipientId`, which would match `new` and `import`.
  router.use(recipientFormPages(deps), importPages(deps));
  router.use(
    householdPages(deps),
    recipientPages(deps),
    claimLinkPages(deps),
    revokePages(deps),
    privacyPages(deps),
  );
  router.use(allocatePages(deps), allocationPages(deps), drawPages(deps), searchPages(deps));
  router.use(savedListPages(deps));
  router.use(waitingListPages(deps), unfetchedPages(deps), reportPages(deps, "nav"));
  router.use(messagePages(deps), unresumedForms("nav"));
  return router;
}
