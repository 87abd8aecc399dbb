import type { Router } from "express";
import { closeOffer } from "../../actions/offers/close-offer.ts";
import { getOfferDetails } from "../../actions/offers/get-offer-details.ts";
import { listRunningOffers } from "../../actions/offers/list-running-offers.ts";
import { pauseOffer } from "../../actions/offers/pause-offer.ts";
import { resumeOffer } from "../../actions/offers/resume-offer.ts";
import type { Deps } from "../../actions/deps.ts";
import { textIn } from "../../domain/language.ts";
import { offerCost } from "../../domain/offers/offer-cost.ts";
import { isRunning } from "../../domain/offers/offer-state.ts";
import { offerSummary } from "../../domain/offers/offer-summary.ts";
import { RunningOfferPage } from "../../views/culture/running-offer-page.tsx";
import { RunningOffersPage } from "../../views/culture/running-offers-page.tsx";
import { pictureImages } from "../../views/preview/picture-images.ts";
import { cultureTexts, offerTexts } from "../../views/texts/staff-texts.ts";
import { ConfirmPage } from "../../views/ui/confirm-page.tsx";
import { pageRouter } from "../pages/page-router.ts";
import { ticketLanguage } from "../pages/ticket-language.ts";

/** `/culture/running` and `/culture/running/{id}`: the approved offers, their cost, and how the office stops one. */
export function runningOfferPages(deps: Deps): Router {
  const { router, page, button } = pageRouter(deps, "culture");

  page("/culture/running", async ({ actor, frame, notice }) => (
    <RunningOffersPage
      frame={frame}
      offers={await listRunningOffers(deps, { actor })}
      notice={notice(cultureTexts(frame.language).notices)}
    />
  ));

  page("/culture/running/:offerId", async ({ actor, frame, params, notice, request }) => {
    const details = await getOfferDetails(deps, { actor, ...params });
    const { offer, provider, counts, ticket, municipalities } = details;
    if (!isRunning(offer.state)) return "/culture/running";
    return (
      <RunningOfferPage
        frame={frame}
        offer={offer}
        provider={provider.name}
        summary={offerSummary(offer, frame.language, municipalities)}
        fetched={counts.fetched}
        cost={offerCost(offer, counts, deps.clock.now())}
        ticket={{ ...ticket, image: pictureImages(ticket.images, ticket.imageHashes) }}
        ticketLanguage={ticketLanguage(request)}
        notice={notice(cultureTexts(frame.language).notices)}
      />
    );
  });

  for (const [verb, move] of [
    ["pause", pauseOffer],
    ["resume", resumeOffer],
  ] as const) {
    const path = `/culture/running/:offerId/${verb}` as const;
    button(path, async ({ actor, params }) => {
      const { id } = await move(deps, { actor, ...params });
      return `/culture/running/${id}?notice=offer-${verb}d`;
    });
  }

  page("/culture/running/:offerId/close", async ({ actor, frame, params }) => {
    const { offer, counts } = await getOfferDetails(deps, { actor, ...params });
    const { heading, text, confirm } = offerTexts(frame.language).confirm.close;
    return (
      <ConfirmPage
        frame={frame}
        tab="running"
        heading={heading}
        about={textIn(offer.title, frame.language)}
        text={text(counts.live)}
        confirm={confirm}
        cancelHref={`/culture/running/${offer.id}`}
      />
    );
  });

  button("/culture/running/:offerId/close", async ({ actor, params }) => {
    await closeOffer(deps, { actor, ...params });
    return "/culture/running?notice=offer-closed";
  });

  return router;
}
