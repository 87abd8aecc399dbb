import type { Router } from "express";
import { z } from "zod";
import { closeOffer } from "../../actions/offers/close-offer.ts";
import { declineOffer, undoDecline } from "../../actions/offers/decline-offer.ts";
import { getManagedOffer } from "../../actions/offers/get-managed-offer.ts";
import { getOfficeOffer } from "../../actions/offers/get-office-offer.ts";
import { listOfficeOffers } from "../../actions/offers/list-office-offers.ts";
import { pauseOffer } from "../../actions/offers/pause-offer.ts";
import { resumeOffer } from "../../actions/offers/resume-offer.ts";
import type { Deps } from "../../actions/deps.ts";
import { joinWords } from "../../domain/date-text.ts";
import { textIn } from "../../domain/language.ts";
import { officeViews } from "../../domain/offers/office-view.ts";
import { isRunning } from "../../domain/offers/offer-state.ts";
import { offerSummary } from "../../domain/offers/offer-summary.ts";
import { RunningOfferPage } from "../../views/culture/running-offer-page.tsx";
import { RunningOffersPage } from "../../views/culture/running-offers-page.tsx";
import { StopOfferPage } from "../../views/culture/stop-offer-page.tsx";
import { pictureImages } from "../../views/preview/picture-images.ts";
import { payingOfficeTexts } from "../../views/texts/paying-office-texts.ts";
import { cultureTexts } from "../../views/texts/staff-texts.ts";
import { listQuery } from "../pages/list-query.ts";
import { pageRouter } from "../pages/page-router.ts";
import { ticketLanguage } from "../pages/ticket-language.ts";
import { typedText } from "./provider-form.ts";

const runningQuery = listQuery(officeViews);

/**
 * `/culture/running` and `/culture/running/{id}`: the approved offers, their cost, and how an office stops one, or
 * closes it for its own municipality.
 */
export function runningOfferPages(deps: Deps): Router {
  const { router, page, post, button, form } = pageRouter(deps, "culture");

  page("/culture/running", async ({ actor, frame, notice, request }) => {
    const asked = runningQuery.parse(request.query);
    const { items, ...where } = await listOfficeOffers(deps, { actor, ...asked });
    return (
      <RunningOffersPage
        frame={frame}
        offers={items}
        {...asked}
        {...where}
        notice={notice({
          ...cultureTexts(frame.language).notices,
          ...payingOfficeTexts(frame.language).notices,
        })}
      />
    );
  });

  page("/culture/running/:offerId", async ({ actor, frame, params, notice, request }) => {
    const details = await getOfficeOffer(deps, { actor, ...params });
    const { offer, provider, isManaged, numbers, ticket, municipalities } = details;
    const isOwn = (number: string) => actor.municipalities.includes(number);
    const own = offer.municipalities.filter(isOwn);
    const isShared = own.length < offer.municipalities.length;
    const nameOf = (number: string) => municipalities.get(number) ?? number;
    const declined = offer.declinedIn ?? [];
    const namesOf = (numbers: string[]) => joinWords(numbers.map(nameOf).sort(), frame.language);
    const elsewhere = declined.filter((number) => !isOwn(number));
    // One that alone approves and pays closes the offer instead, but may have declined it over the API.
    const decides = !isManaged || offer.municipalities.length > 1;
    return (
      <RunningOfferPage
        frame={frame}
        offer={offer}
        provider={provider.name}
        summary={offerSummary(offer, frame.language, municipalities)}
        numbers={numbers}
        approvedBy={isManaged ? undefined : nameOf(provider.municipality)}
        own={own.length > 0 ? namesOf(own) : undefined}
        others={namesOf(offer.municipalities.filter((number) => !isOwn(number)))}
        payers={own
          .map((number) => ({
            municipality: number,
            name: nameOf(number),
            isDeclined: declined.includes(number),
          }))
          .filter(({ isDeclined }) => decides || isDeclined)}
        declinedBy={elsewhere.length > 0 ? namesOf(elsewhere) : undefined}
        isShared={isShared}
        isOver={offer.validity.until <= deps.clock.now()}
        ticket={{ ...ticket, image: pictureImages(ticket.images, ticket.imageHashes) }}
        ticketLanguage={ticketLanguage(request)}
        notice={notice({
          ...cultureTexts(frame.language).notices,
          ...payingOfficeTexts(frame.language).notices,
        })}
      />
    );
  });

  for (const { verb, run, said } of [
    { verb: "decline", run: declineOffer, said: "offer-declined" },
    { verb: "undo-decline", run: undoDecline, said: "decline-undone" },
  ] as const) {
    post(`/culture/running/:offerId/${verb}` as const, {
      fields: z.object({ municipality: typedText }),
      async run({ actor, params }, { municipality }) {
        const { id } = await run(deps, { actor, ...params, municipality });
        return `/culture/running/${id}?notice=${said}`;
      },
    });
  }

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
        const offer = await getManagedOffer(deps, { actor, ...params });
        return isRunning(offer.state) ? offer : `/culture/running/${offer.id}`;
      },
      show: ({ frame }, { values, faults }, offer) => (
        <StopOfferPage
          frame={frame}
          verb={verb}
          about={textIn(offer.title, frame.language)}
          tickets={offer.allocated}
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
