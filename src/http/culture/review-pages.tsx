import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { getOffer } from "../../actions/offers/get-offer.ts";
import { getOfferDetails, type OfferDetails } from "../../actions/offers/get-offer-details.ts";
import { listReviews } from "../../actions/offers/list-reviews.ts";
import { listCultureContacts } from "../../actions/providers/list-culture-contacts.ts";
import { reviewOffer } from "../../actions/offers/review-offer.ts";
import { offerHints } from "../../domain/offers/offer-hints.ts";
import { reviewViews } from "../../domain/offers/office-view.ts";
import { offerRevision } from "../../domain/offers/offer-revision.ts";
import { isChangeWaiting } from "../../domain/offers/pending-change.ts";
import { isRunning } from "../../domain/offers/offer-state.ts";
import { offerSummary } from "../../domain/offers/offer-summary.ts";
import { ChangeReviewPage } from "../../views/culture/change-review-page.tsx";
import { ReviewPage } from "../../views/culture/review-page.tsx";
import { ReviewsPage } from "../../views/culture/reviews-page.tsx";
import { pictureImages } from "../../views/preview/picture-images.ts";
import { pendingChangeTexts } from "../../views/texts/pending-change-texts.ts";
import { textExceptionTexts } from "../../views/texts/text-exception-texts.ts";
import { cultureTexts, type StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { Difference } from "../../views/ui/before-after.tsx";
import { lookDifferences } from "../../views/ui/look-differences.ts";
import { differingTerms } from "../../views/ui/readable-terms.ts";
import { listQuery } from "../pages/list-query.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import { ticketLanguage } from "../pages/ticket-language.ts";
import type { Visit } from "../pages/visit.ts";

/** What the provider has changed of the offer since it was returned, its look among it. */
function sinceReturn(
  { offer, looks, municipalities }: OfferDetails,
  { terms, look }: NonNullable<OfferDetails["returned"]>,
  language: StaffLanguage,
): Difference[] {
  return [
    ...differingTerms(terms, offer, { language, municipalities }),
    ...(look ? lookDifferences(look, looks.now, language) : []),
  ];
}

/** The values of checkboxes with one name. */
const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

const reviewQuery = listQuery(reviewViews);

/** `/culture` and `/culture/offers/{id}`: the submitted offers, and the decision about each. */
export function reviewPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "culture");

  page("/culture", async ({ actor, frame, notice, request }) => {
    const asked = reviewQuery.parse(request.query);
    const { items, municipalities, ...where } = await listReviews(deps, { actor, ...asked });
    const contacts = await listCultureContacts(deps, { actor });
    return (
      <ReviewsPage
        frame={frame}
        {...asked}
        {...where}
        waiting={items.map(({ offer, provider }) => ({
          id: offer.id,
          title: offer.title,
          provider,
          summary: offerSummary(offer, frame.language, municipalities),
          isChange: isChangeWaiting(offer),
        }))}
        told={contacts.flatMap(({ contact }) => (contact?.wantsNotices ? [contact.email] : []))}
        notice={notice(cultureTexts(frame.language).notices)}
      />
    );
  });

  async function show(
    { actor, frame, params, request }: Visit<"culture", "offerId">,
    {
      faults = new Map(),
      error,
      reason = "",
    }: Partial<FormState<unknown>> & { reason?: string } = {},
  ) {
    const details = await getOfferDetails(deps, { actor, ...params });
    const { offer, provider, review, returned, ticket, municipalities } = details;
    if (!actor.municipalities.includes(provider.municipality))
      return `/culture/running/${offer.id}`;
    const seen = {
      frame,
      offer,
      provider,
      ticketLanguage: ticketLanguage(request),
      revision: offerRevision(offer),
      faults,
      reason,
      isChanged: error?.code === "conflict",
      textsToAccept: details.textsToAccept,
    };
    const { pendingTicket } = details;
    if (pendingTicket && isChangeWaiting(offer)) {
      const image = pictureImages(pendingTicket.images, pendingTicket.imageHashes);
      const ticketNow = { ...ticket, image: pictureImages(ticket.images, ticket.imageHashes) };
      return (
        <ChangeReviewPage
          {...seen}
          ticketNow={ticketNow}
          ticket={{ ...pendingTicket, image }}
          look={lookDifferences(details.looks.now, details.looks.pending, frame.language)}
          earlierReason={details.returnedChange}
        />
      );
    }
    if (isRunning(offer.state)) return `/culture/running/${offer.id}`;
    if (offer.state !== "submitted") return "/culture";
    return (
      <ReviewPage
        {...seen}
        summary={offerSummary(offer, frame.language, municipalities)}
        hints={offerHints(offer, ticket.content.style, deps.clock.now())}
        ticket={{ ...ticket, image: pictureImages(ticket.images, ticket.imageHashes) }}
        earlierReason={review?.reason}
        sinceReturn={returned && sinceReturn(details, returned, frame.language)}
      />
    );
  }

  /** Records the decision, and returns the path of the page that tells of it. */
  async function decide(review: Parameters<typeof reviewOffer>[1]): Promise<string> {
    const { state } = await getOffer(deps, review);
    await reviewOffer(deps, review);
    return `/culture?notice=${isRunning(state) ? "change-" : ""}${review.decision}`;
  }

  page("/culture/offers/:offerId", (visit) => show(visit));

  post("/culture/offers/:offerId/approve", {
    fields: z.object({ revision: z.string().catch(""), acceptedTexts: several }),
    run({ actor, params }, chosen) {
      return decide({ actor, ...params, decision: "approved", ...chosen });
    },
    faults: ({ code, errors }, { frame }) => {
      if (code === "conflict") return new Map();
      if (errors.some(({ path }) => path === "acceptedTexts")) {
        return new Map([["acceptedTexts", textExceptionTexts(frame.language).notAccepted]]);
      }
      return errors.some(({ path }) => path === "refund")
        ? new Map([["reason", pendingChangeTexts(frame.language).refundFixedMeanwhile]])
        : undefined;
    },
    again: show,
  });

  post("/culture/offers/:offerId/return", {
    fields: z.object({ reason: z.string().trim().max(1000).catch("") }),
    run({ actor, params }, { reason }) {
      return decide({ actor, ...params, decision: "returned", reason });
    },
    faults: ({ code }, { frame }) =>
      code === "validation_failed"
        ? new Map([["reason", cultureTexts(frame.language).reasonMissing]])
        : undefined,
    again: (visit, { values, ...state }) => show(visit, { ...state, ...values }),
  });

  return router;
}
