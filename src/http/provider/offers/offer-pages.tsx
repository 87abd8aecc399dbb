import type { Router } from "express";
import { cancelOffer } from "../../../actions/offers/cancel-offer.ts";
import { closeOffer } from "../../../actions/offers/close-offer.ts";
import type { Deps } from "../../../actions/deps.ts";
import { getOfferDetails } from "../../../actions/offers/get-offer-details.ts";
import { removeOffer } from "../../../actions/offers/remove-offer.ts";
import { pauseOffer } from "../../../actions/offers/pause-offer.ts";
import { resumeOffer } from "../../../actions/offers/resume-offer.ts";
import { getProviderOverview } from "../../../actions/offers/get-provider-overview.ts";
import { submitOffer } from "../../../actions/offers/submit-offer.ts";
import { withdrawOffer } from "../../../actions/offers/withdraw-offer.ts";
import { textIn } from "../../../domain/language.ts";
import { offerHints } from "../../../domain/offers/offer-hints.ts";
import { isRunning } from "../../../domain/offers/offer-state.ts";
import { offerViews } from "../../../domain/offers/offer-view.ts";
import { offerSummary } from "../../../domain/offers/offer-summary.ts";
import { pictureImages } from "../../../views/preview/picture-images.ts";
import { ConfirmPage } from "../../../views/ui/confirm-page.tsx";
import { OfferPage } from "../../../views/provider/offer-page.tsx";
import { OffersPage } from "../../../views/provider/offers-page.tsx";
import { complimentaryTexts } from "../../../views/texts/complimentary-texts.ts";
import { offerTexts, ownCodesTexts } from "../../../views/texts/staff-texts.ts";
import { listQuery } from "../../pages/list-query.ts";
import { ticketLanguage } from "../../pages/ticket-language.ts";
import { pageRouter } from "../../pages/page-router.ts";

const overviewQuery = listQuery(offerViews);

/** `/provider` and `/provider/offers/{id}`: a provider's offers, each with its numbers and its next states. */
export function offerPages(deps: Deps): Router {
  const { router, page, button } = pageRouter(deps, "provider");

  page("/provider", async ({ session, actor, frame, notice, request }) => {
    const asked = overviewQuery.parse(request.query);
    const { items, ...where } = await getProviderOverview(deps, { actor, ...asked });
    return (
      <OffersPage
        frame={frame}
        offers={items}
        {...asked}
        {...where}
        isApproved={session.provider?.state === "approved"}
        notice={notice(offerTexts(frame.language).notices)}
      />
    );
  });

  page("/provider/offers", () => "/provider");

  page("/provider/offers/:offerId", async ({ actor, frame, params, notice, request }) => {
    const details = await getOfferDetails(deps, { actor, ...params });
    const { offer, counts, review, ticket, municipalities } = details;
    return (
      <OfferPage
        frame={frame}
        offer={offer}
        summary={offerSummary(offer, frame.language, municipalities)}
        hints={offerHints(offer, ticket.content.style, deps.clock.now())}
        counts={counts}
        reason={review?.reason}
        ticket={{ ...ticket, image: pictureImages(ticket.images, ticket.imageHashes) }}
        ticketLanguage={ticketLanguage(request)}
        textsToAccept={details.textsToAccept}
        declinedBy={
          offer.declinedIn?.length
            ? offer.declinedIn.map((number) => municipalities.get(number) ?? number).join(", ")
            : undefined
        }
        isOver={offer.validity.until <= deps.clock.now()}
        notice={notice(offerTexts(frame.language).notices)}
      />
    );
  });

  const moves = [
    ["submit", submitOffer, "submitted"],
    ["withdraw", withdrawOffer, "withdrawn"],
    ["pause", pauseOffer, "paused"],
    ["resume", resumeOffer, "resumed"],
    ["close", closeOffer, "closed"],
    ["cancel", cancelOffer, "cancelled"],
  ] as const;
  for (const [verb, move, done] of moves) {
    const path = `/provider/offers/:offerId/${verb}` as const;
    button(path, async ({ actor, params }) => {
      const { id, state } = await move(deps, { actor, ...params });
      const ofChange = verb === "withdraw" && isRunning(state);
      return `/provider/offers/${id}?notice=${ofChange ? "change-withdrawn" : done}`;
    });
  }

  button("/provider/offers/:offerId/remove", async ({ actor, params }) => {
    await removeOffer(deps, { actor, ...params });
    return "/provider?notice=removed";
  });

  for (const verb of ["remove", "close", "cancel"] as const) {
    const path = `/provider/offers/:offerId/${verb}` as const;
    page(path, async ({ actor, frame, params }) => {
      const { offer, counts, complimentary } = await getOfferDetails(deps, { actor, ...params });
      const question = offerTexts(frame.language).confirm[verb];
      const warns = verb === "cancel" && offer.ownCodes && counts.live > 0;
      const untold =
        verb === "cancel" && complimentary > 0
          ? complimentaryTexts(frame.language).tellHolders(complimentary)
          : undefined;
      return (
        <ConfirmPage
          frame={frame}
          tab="offers"
          heading={question.heading}
          about={textIn(offer.title, frame.language)}
          text={question.text(counts.live)}
          warning={warns ? ownCodesTexts(frame.language).shownCodesWork : untold}
          confirm={question.confirm}
          cancelHref={`/provider/offers/${offer.id}`}
        />
      );
    });
  }

  return router;
}
