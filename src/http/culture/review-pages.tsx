import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { getOfferDetails } from "../../actions/offers/get-offer-details.ts";
import { reviewOffer } from "../../actions/offers/review-offer.ts";
import { listReviews } from "../../actions/offers/list-reviews.ts";
import { offerHints } from "../../domain/offers/offer-hints.ts";
import { offerRevision } from "../../domain/offers/offer-revision.ts";
import { offerSummary } from "../../domain/offers/offer-summary.ts";
import { AppError } from "../../errors.ts";
import { ReviewPage } from "../../views/culture/review-page.tsx";
import { ReviewsPage } from "../../views/culture/reviews-page.tsx";
import { pictureImages } from "../../views/preview/picture-images.ts";
import { cultureTexts } from "../../views/texts/culture-texts.ts";
import { staffOf } from "../auth/staff-session.ts";
import { frameOf } from "../pages/staff-frame.ts";
import { sendPage } from "../pages/send-page.ts";
import { ticketLanguage } from "../pages/ticket-language.ts";

const notices = z.enum(["approved", "returned"]).optional().catch(undefined);
const reasonShape = z
  .object({ reason: z.string().trim().max(1000).catch("") })
  .catch({ reason: "" });
const revisionShape = z.object({ revision: z.string().catch("") }).catch({ revision: "" });

/** `/culture` and `/culture/offers/{id}`: what waits, and the decision. */
export function reviewPages(deps: Deps): Router {
  const router = Router();

  router.get("/culture", async (request, response) => {
    const { actor } = staffOf(response);
    const frame = frameOf(deps, request, response);
    const { waiting, municipalities } = await listReviews(deps, { actor });
    const notice = notices.parse(request.query["notice"]);
    sendPage(
      response,
      <ReviewsPage
        frame={frame}
        waiting={waiting.map(({ offer, provider }) => ({
          id: offer.id,
          title: offer.title,
          provider,
          summary: offerSummary(offer, frame.language, municipalities),
        }))}
        notice={notice && cultureTexts(frame.language).notices[notice]}
      />,
    );
  });

  async function sendReview(
    request: Request<{ offerId: string }>,
    response: Response,
    wrong?: "reason missing" | "changed meanwhile",
  ): Promise<void> {
    const { actor } = staffOf(response);
    const { offerId } = request.params;
    const frame = { ...frameOf(deps, request, response), path: `/culture/offers/${offerId}` };
    const opened = await getOfferDetails(deps, { actor, offerId });
    const { offer, provider, review, ticket, municipalities } = opened;
    if (offer.state !== "submitted") {
      response.redirect(303, "/culture");
      return;
    }
    const page = (
      <ReviewPage
        frame={frame}
        offer={offer}
        provider={provider}
        summary={offerSummary(offer, frame.language, municipalities)}
        hints={offerHints(offer, ticket.content.style)}
        ticket={{ ...ticket, image: pictureImages(ticket.images, ticket.imageHashes) }}
        ticketLanguage={ticketLanguage(request)}
        earlierReason={review?.reason}
        revision={offerRevision(offer)}
        reasonMissing={wrong === "reason missing"}
        isChanged={wrong === "changed meanwhile"}
      />
    );
    sendPage(response, page, wrong === undefined ? 200 : wrong === "reason missing" ? 400 : 409);
  }

  router.get("/culture/offers/:offerId", async (request, response) => {
    await sendReview(request, response);
  });

  router.post("/culture/offers/:offerId/approve", async (request, response) => {
    const { actor } = staffOf(response);
    const { offerId } = request.params;
    const { revision } = revisionShape.parse(request.body);
    try {
      await reviewOffer(deps, { actor, offerId, decision: "approved", revision });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "conflict") throw error;
      await sendReview(request, response, "changed meanwhile");
      return;
    }
    response.redirect(303, "/culture?notice=approved");
  });

  router.post("/culture/offers/:offerId/return", async (request, response) => {
    const { actor } = staffOf(response);
    const { offerId } = request.params;
    const { reason } = reasonShape.parse(request.body);
    if (reason === "") {
      await sendReview(request, response, "reason missing");
      return;
    }
    await reviewOffer(deps, { actor, offerId, decision: "returned", reason });
    response.redirect(303, "/culture?notice=returned");
  });

  return router;
}
