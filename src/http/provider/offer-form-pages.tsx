import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { updateOffer, type OfferUpdate } from "../../actions/offers/update-offer.ts";
import { createOffer } from "../../actions/offers/create-offer.ts";
import type { Deps } from "../../actions/deps.ts";
import { getOfferDetails } from "../../actions/offers/get-offer-details.ts";
import { getOfferFormOptions } from "../../actions/offers/get-offer-form-options.ts";
import { offerBody, offerChanges } from "../../domain/offers/offer-input.ts";
import { highestQuota } from "../../domain/offers/offer-quota.ts";
import { isRunning, isUnapproved } from "../../domain/offers/offer-state.ts";
import { offerCategories } from "../../domain/offers/offer.ts";
import { AppError } from "../../errors.ts";
import { ChangeOfferPage } from "../../views/provider/change-offer-page.tsx";
import { ChooseCategoryPage } from "../../views/provider/choose-category-page.tsx";
import { OfferFormPage } from "../../views/provider/offer-form-page.tsx";
import type { OfferFormValues } from "../../views/provider/offer-form-values.ts";
import { sessionOf } from "../auth/page-session.ts";
import { parse } from "../api/parse.ts";
import { sendPage } from "../pages/send-page.ts";
import { changesOfForm, untouchedForm } from "./offer-form-changes.ts";
import { eastersFor } from "./offer-form-fields.ts";
import { bodyOfForm, formOfOffer, newOfferForm, offerForm } from "./offer-form.ts";
import { offerFaultsOf, quotaFaultOf } from "./offer-faults.ts";
import { pageFrame } from "../pages/page-frame.ts";

const categoryShape = z.object({ category: z.enum(offerCategories) });

/** What a form can be sent again for; anything else is for the page that says what went wrong. */
const mendable: readonly string[] = ["validation_failed", "revealing_text"];

/** `/provider/offers/new`, `…/{id}/edit` before and `…/{id}/change` after the approval. */
export function offerFormPages(deps: Deps): Router {
  const router = Router();

  /** Saves and goes to the offer's page, or shows the form again with what is wrong. */
  async function save(
    request: Request,
    response: Response,
    values: OfferFormValues,
    run: () => Promise<OfferUpdate>,
    again: (faults: Map<string, string>) => Promise<void>,
  ): Promise<void> {
    const { language } = pageFrame(deps, request, response, "provider");
    let update: OfferUpdate;
    try {
      update = await run();
    } catch (error) {
      const isMendable =
        error instanceof AppError && (mendable.includes(error.code) || error.errors.length > 0);
      if (!isMendable) throw error;
      await again(offerFaultsOf(error, values, language));
      return;
    }
    if (update.outcome === "updated") {
      response.redirect(303, `/provider/offers/${update.offer.id}?notice=saved`);
    } else await again(quotaFaultOf(update, language));
  }

  async function sendForm(
    request: Request,
    response: Response,
    values: OfferFormValues,
    { offerId, faults }: { offerId?: string; faults?: Map<string, string> },
  ): Promise<void> {
    const { actor } = sessionOf(response, "provider");
    const { templates, municipalities } = await getOfferFormOptions(deps, { actor });
    const page = (
      <OfferFormPage
        frame={pageFrame(deps, request, response, "provider")}
        values={values}
        isNew={offerId === undefined}
        templates={templates}
        municipalities={municipalities}
        easters={eastersFor(deps.clock.now(), values.easter)}
        faults={faults ?? new Map()}
        cancelHref={offerId === undefined ? "/provider" : `/provider/offers/${offerId}`}
      />
    );
    sendPage(response, page, faults ? 400 : 200);
  }

  router.get("/provider/offers/new", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const chosen = categoryShape.safeParse(request.query);
    if (!chosen.success) {
      sendPage(
        response,
        <ChooseCategoryPage frame={pageFrame(deps, request, response, "provider")} />,
      );
      return;
    }
    const choices = await getOfferFormOptions(deps, { actor });
    const now = deps.clock.now();
    const values = newOfferForm(chosen.data.category, { ...choices, now });
    await sendForm(request, response, values, {});
  });

  router.post("/provider/offers/new", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const values = offerForm.parse(request.body);
    await save(
      request,
      response,
      values,
      async () => {
        const terms = parse(offerBody, bodyOfForm(values));
        return { outcome: "updated", offer: await createOffer(deps, { actor, offer: terms }) };
      },
      (faults) => sendForm(request, response, values, { faults }),
    );
  });

  async function shapeable(request: Request<{ offerId: string }>, response: Response) {
    const { actor } = sessionOf(response, "provider");
    const { offer } = await getOfferDetails(deps, { actor, offerId: request.params.offerId });
    if (isUnapproved(offer.state)) return offer;
    throw new AppError("illegal_state", `An offer that is ${offer.state} cannot be edited.`);
  }

  router.get("/provider/offers/:offerId/edit", async (request, response) => {
    const offer = await shapeable(request, response);
    await sendForm(request, response, formOfOffer(offer), { offerId: offer.id });
  });

  router.post("/provider/offers/:offerId/edit", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const offer = await shapeable(request, response);
    const values = offerForm.parse(request.body);
    const offerId = offer.id;
    await save(
      request,
      response,
      values,
      async () => {
        const changes = parse(offerChanges, changesOfForm(values, offer));
        return updateOffer(deps, { actor, offerId, changes });
      },
      (faults) => sendForm(request, response, values, { offerId, faults }),
    );
  });

  async function sendChangeForm(
    request: Request<{ offerId: string }>,
    response: Response,
    given?: { values: OfferFormValues; faults: Map<string, string> },
  ): Promise<void> {
    const { actor } = sessionOf(response, "provider");
    const { offer, counts } = await getOfferDetails(deps, {
      actor,
      offerId: request.params.offerId,
    });
    if (!isRunning(offer.state)) {
      throw new AppError("illegal_state", `An offer that is ${offer.state} cannot be changed.`);
    }
    const page = (
      <ChangeOfferPage
        frame={pageFrame(deps, request, response, "provider")}
        values={given?.values ?? formOfOffer(offer)}
        allocated={offer.allocated}
        highest={highestQuota(offer)}
        live={counts.live}
        faults={given?.faults ?? new Map()}
        cancelHref={`/provider/offers/${offer.id}`}
      />
    );
    sendPage(response, page, given ? 400 : 200);
  }

  router.get("/provider/offers/:offerId/change", async (request, response) => {
    await sendChangeForm(request, response);
  });

  router.post("/provider/offers/:offerId/change", async (request, response) => {
    const { actor } = sessionOf(response, "provider");
    const { offer } = await getOfferDetails(deps, { actor, offerId: request.params.offerId });
    // What the form does not show stays as it is.
    const values = offerForm.parse({ ...untouchedForm(offer), ...(request.body as object) });
    await save(
      request,
      response,
      values,
      async () => {
        const changes = parse(offerChanges, changesOfForm(values, offer));
        return updateOffer(deps, { actor, offerId: offer.id, changes });
      },
      (faults) => sendChangeForm(request, response, { values, faults }),
    );
  });

  return router;
}
