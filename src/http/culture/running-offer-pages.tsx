import type { Router } from "express";
import { z } from "zod";
import { closeOffer } from "../../actions/offers/close-offer.ts";
import { getOfferDetails } from "../../actions/offers/get-offer-details.ts";
import { listOfficeOffers } from "../../actions/offers/list-office-offers.ts";
import { pauseOffer } from "../../actions/offers/pause-offer.ts";
import { resumeOffer } from "../../actions/offers/resume-offer.ts";
import type { Deps } from "../../actions/deps.ts";
import { textIn } from "../../domain/language.ts";
import { offerNumbers, quotaCounts } from "../../domain/offers/offer-numbers.ts";
import { officeViews } from "../../domain/offers/office-view.ts";
import { isReviewed, isRunning } from "../../domain/offers/offer-state.ts";
import { offerSummary } from "../../domain/offers/offer-summary.ts";
import { RunningOfferPage } from "../../views/culture/running-offer-page.tsx";
import { RunningOffersPage } from "../../views/culture/running-offers-page.tsx";
import { StopOfferPage } from "../../views/culture/stop-offer-page.tsx";
import { pictureImages } from "../../views/preview/picture-images.ts";
import { cultureTexts } from "../../views/texts/staff-texts.ts";
import { listQuery } from "../pages/list-query.ts";
import { pageRouter } from "../pages/page-router.ts";
import { ticketLanguage } from "../pages/ticket-language.ts";
import { typedText } from "./provider-form.ts";

const runningQuery = listQuery(officeViews);

/** `/culture/running` and `/culture/running/{id}`: the approved offers, their cost, and how the office stops one. */
export function runningOfferPages(deps: Deps): Router {
  const { router, page, button, form } = pageRouter(deps, "culture");

  page("/culture/running", async ({ actor, frame, notice, request }) => {
    const asked = runningQuery.parse(request.query);
    const { items, ...where } = await listOfficeOffers(deps, { actor, ...asked });
    return (
      <RunningOffersPage
        frame={frame}
        offers={items}
        {...asked}
        {...where}
        notice={notice(cultureTexts(frame.language).notices)}
      />
    );
  });

  page("/culture/running/:offerId", async ({ actor, frame, params, notice, request }) => {
    const details = await getOfferDetails(deps, { actor, ...params });
    const { offer, provider, counts, byDay, ticket, municipalities } = details;
    if (!isReviewed(offer.state)) return "/culture/running";
    const now = deps.clock.now();
    return (
      <RunningOfferPage
        frame={frame}
        offer={offer}
        provider={provider.name}
        summary={offerSummary(offer, frame.language, municipalities)}
        numbers={offerNumbers(offer, quotaCounts(counts, byDay), now)}
        isOver={offer.validity.until <= now}
        ticket={{ ...ticket, image: pictureImages(ticket.images, ticket.imageHashes) }}
        ticketLanguage={ticketLanguage(request)}
        notice={notice(cultureTexts(frame.language).notices)}
      />
    );
  });

  button("/culture/running/:offerId/resume", async ({ actor, params }) => {
    const { id } = await resumeOffer(deps, { actor, ...params });
    return `/culture/running/${id}?notice=offer-resumed`;
  });

  for (const { verb, move, next } of [
    { verb: "pause", move: pauseOffer, next: (id: string) => `/${id}?notice=offer-paused` },
    { verb: "close", move: closeOffer, next: () => "?view=ended&notice=offer-closed" },
  ] as const) {
    form(`/culture/running/:offerId/${verb}` as const, {
      fields: z.object({ reason: typedText }),
      async load({ actor, params }) {
        const details = await getOfferDetails(deps, { actor, ...params });
        return isRunning(details.offer.state) ? details : `/culture/running/${details.offer.id}`;
      },
      show: ({ frame }, { values, faults }, { offer, counts }) => (
        <StopOfferPage
          frame={frame}
          verb={verb}
          about={textIn(offer.title, frame.language)}
          tickets={counts.live}
          reason={values.reason}
          faults={faults}
          cancelHref={`/culture/running/${offer.id}`}
        />
      ),
      faults: ({ code }, { frame }) =>
        code === "validation_failed"
          ? new Map([["reason", cultureTexts(frame.language).stopReasonMissing]])
          : undefined,
      async run({ actor, params }, { reason }) {
        const { id } = await move(deps, { actor, ...params, reason });
        return `/culture/running${next(id)}`;
      },
    });
  }

  return router;
}
