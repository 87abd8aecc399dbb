import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { cancelOffer } from "../../actions/offers/cancel-offer.ts";
import { closeOffer } from "../../actions/offers/close-offer.ts";
import type { Actor, Deps } from "../../actions/deps.ts";
import { getOfferDetails } from "../../actions/offers/get-offer-details.ts";
import { removeOffer } from "../../actions/offers/remove-offer.ts";
import { pauseOffer } from "../../actions/offers/pause-offer.ts";
import { resumeOffer } from "../../actions/offers/resume-offer.ts";
import { getProviderOverview } from "../../actions/offers/get-provider-overview.ts";
import { submitOffer } from "../../actions/offers/submit-offer.ts";
import { withdrawOffer } from "../../actions/offers/withdraw-offer.ts";
import { textIn } from "../../domain/language.ts";
import { offerHints } from "../../domain/offers/offer-hints.ts";
import { offerSummary } from "../../domain/offers/offer-summary.ts";
import { pictureImages } from "../../views/preview/picture-images.ts";
import { ConfirmPage } from "../../views/ui/confirm-page.tsx";
import { OfferPage } from "../../views/provider/offer-page.tsx";
import { OffersPage } from "../../views/provider/offers-page.tsx";
import { offerTexts } from "../../views/texts/provider-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { ticketLanguage } from "../pages/ticket-language.ts";
import { pageFrame } from "../pages/page-frame.ts";

const notices = z
  .enum(["saved", "submitted", "withdrawn", "removed", "paused", "resumed", "closed", "cancelled"])
  .optional()
  .catch(undefined);

/** `/provider` and `/provider/offers/{id}`: what is offered, and what becomes of it. */
export function offerPages(deps: Deps): Router {
  const router = Router();

  router.get("/provider", async (request, response) => {
    const { actor, provider } = sessionOf(response, "provider");
    const frame = pageFrame(deps, request, response, "provider");
    const notice = notices.parse(request.query["notice"]);
    sendPage(
      response,
      <OffersPage
        frame={frame}
        offers={await getProviderOverview(deps, { actor })}
        isApproved={provider?.state === "approved"}
        notice={notice && offerTexts(frame.language).notices[notice]}
      />,
    );
  });

  router.get("/provider/offers", (_request, response) => {
    response.redirect(303, "/provider");
  });

  router.get("/provider/offers/:offerId", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const frame = pageFrame(deps, request, response, "provider");
    const { offerId } = request.params;
    const opened = await getOfferDetails(deps, { actor, offerId });
    const { offer, counts, review, ticket, municipalities } = opened;
    const notice = notices.parse(request.query["notice"]);
    sendPage(
      response,
      <OfferPage
        frame={frame}
        offer={offer}
        summary={offerSummary(offer, frame.language, municipalities)}
        hints={offerHints(offer, ticket.content.style)}
        counts={counts}
        reason={review?.reason}
        ticket={{ ...ticket, image: pictureImages(ticket.images, ticket.imageHashes) }}
        ticketLanguage={ticketLanguage(request)}
        isOver={offer.validity.until <= deps.clock.now()}
        notice={notice && offerTexts(frame.language).notices[notice]}
      />,
    );
  });

  const atOnce = [
    ["submit", submitOffer, "submitted"],
    ["withdraw", withdrawOffer, "withdrawn"],
    ["pause", pauseOffer, "paused"],
    ["resume", resumeOffer, "resumed"],
  ] as const;
  for (const [verb, run, done] of atOnce) {
    router.post(`/provider/offers/:offerId/${verb}`, async (request, response) => {
      await move(request, response, run, done);
    });
  }

  async function move(
    request: Request<{ offerId: string }>,
    response: Response,
    run: (deps: Deps, input: { actor: Actor; offerId: string }) => Promise<{ id: string }>,
    notice: string,
  ): Promise<void> {
    const { actor } = sessionOf(response, "provider");
    const { id } = await run(deps, { actor, offerId: request.params.offerId });
    response.redirect(303, `/provider/offers/${id}?notice=${notice}`);
  }

  for (const verb of ["remove", "close", "cancel"] as const) {
    router.get(`/provider/offers/:offerId/${verb}`, async (request, response) => {
      const { actor } = sessionOf(response, "provider");
      const frame = pageFrame(deps, request, response, "provider");
      const { offerId } = request.params;
      const { offer, counts } = await getOfferDetails(deps, { actor, offerId });
      const asked = offerTexts(frame.language).confirm[verb];
      sendPage(
        response,
        <ConfirmPage
          frame={frame}
          tab="offers"
          heading={asked.heading}
          about={textIn(offer.title, frame.language)}
          text={asked.text(counts.live)}
          confirm={asked.confirm}
          cancelHref={`/provider/offers/${offer.id}`}
        />,
      );
    });
  }
  router.post("/provider/offers/:offerId/remove", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    await removeOffer(deps, { actor, offerId: request.params.offerId });
    response.redirect(303, "/provider?notice=removed");
  });
  router.post("/provider/offers/:offerId/close", async (request, response) => {
    await move(request, response, closeOffer, "closed");
  });
  router.post("/provider/offers/:offerId/cancel", async (request, response) => {
    await move(request, response, cancelOffer, "cancelled");
  });

  return router;
}
