import type { Router } from "express";
import { z } from "zod";
import type { Actor, Deps } from "../../../actions/deps.ts";
import { createOffer } from "../../../actions/offers/create-offer.ts";
import { getOfferDetails } from "../../../actions/offers/get-offer-details.ts";
import { getOfferFormOptions } from "../../../actions/offers/get-offer-form-options.ts";
import { updateOffer } from "../../../actions/offers/update-offer.ts";
import { entityTag } from "../../../domain/entity-tag.ts";
import { offerBody, offerChanges } from "../../../domain/offers/offer-input.ts";
import { highestQuota } from "../../../domain/offers/offer-quota.ts";
import { isRunning, isUnapproved } from "../../../domain/offers/offer-state.ts";
import { isSameTerm } from "../../../domain/offers/offer-terms.ts";
import { isChangeWaiting } from "../../../domain/offers/pending-change.ts";
import { activities } from "../../../domain/offers/offer-defaults.ts";
import type { Offer } from "../../../domain/offers/offer.ts";
import { AppError } from "../../../errors.ts";
import { ChangeOfferPage } from "../../../views/provider/change-offer-page.tsx";
import { ChooseActivityPage } from "../../../views/provider/choose-activity-page.tsx";
import { OfferFormPage } from "../../../views/provider/offer-form-page.tsx";
import type { OfferFormValues } from "../../../views/provider/offer-form-values.ts";
import { parse } from "../../api/parse.ts";
import { pageRouter, type FormState } from "../../pages/page-router.ts";
import type { Visit } from "../../pages/visit.ts";
import { offerFaultsOf } from "./offer-faults.ts";
import { changesOfForm, returnedForm, untouchedForm } from "./offer-form-changes.ts";
import { eastersFor } from "./closed-days-form.ts";
import { copyOfOffer } from "./offer-copy.ts";
import { bodyOfForm } from "./offer-form-body.ts";
import { offerForm } from "./offer-form.ts";
import { formOfOffer, newOfferForm } from "./offer-form-values.ts";
import { mergedOfferForm, withShown, type DescribeOthers } from "./offer-merge.ts";
import { updatedOffer } from "./updated-offer.ts";
import { withUsualDoors } from "./usual-doors.ts";

const copyQuery = z.object({ from: z.uuid() });
const returnedQuery = z.object({ from: z.literal("returned") });
const activityQuery = z.object({ activity: z.enum(activities) });

/** A refused form is answered with 400, whatever status the API has for the same refusal. */
const statusOf = ({ error }: { error?: AppError }) => (error ? 400 : 200);

/** `/provider/offers/new`, `…/{id}/edit` before the approval and `…/{id}/change` after it. */
export function offerFormPages(deps: Deps): Router {
  const { router, page, post, form } = pageRouter(deps, "provider");

  async function showForm(
    { actor, frame }: Visit<"provider">,
    state: FormState<OfferFormValues> & { others?: DescribeOthers },
    { offerId }: { offerId?: string } = {},
  ) {
    const { others, ...shown } = state;
    const { templateId } = state.values;
    const options = await getOfferFormOptions(deps, { actor, templateId });
    const { templates, municipalities } = options;
    return {
      status: statusOf(state),
      page: (
        <OfferFormPage
          frame={frame}
          {...shown}
          others={others?.(frame.language, municipalities)}
          isNew={offerId === undefined}
          templates={templates}
          municipalities={municipalities}
          easters={eastersFor(deps.clock.now(), state.values.easter)}
          cancelHref={offerId === undefined ? "/provider" : `/provider/offers/${offerId}`}
        />
      ),
    };
  }

  async function update(actor: Actor, before: Offer, values: OfferFormValues): Promise<string> {
    const changes = parse(offerChanges, changesOfForm(values, before));
    const ifMatch = values.revision === "" ? undefined : entityTag(values.revision);
    const update = await updateOffer(deps, { actor, offerId: before.id, changes, ifMatch });
    const after = updatedOffer(update);
    const isSent = isChangeWaiting(after) && !isSameTerm(after.pendingChange, before.pendingChange);
    return savedHref(after, isSent ? "change-sent" : "saved");
  }

  page("/provider/offers/new", async (visit) => {
    const { actor, frame, request } = visit;
    const { success, data } = copyQuery.safeParse(request.query);
    if (success) {
      const { offer } = await getOfferDetails(deps, { actor, offerId: data.from });
      const { templateId } = offer;
      const { templates } = await getOfferFormOptions(deps, { actor, templateId });
      const values = copyOfOffer(offer, { templates, now: deps.clock.now() });
      return showForm(visit, { values, faults: new Map() });
    }
    const chosen = activityQuery.safeParse(request.query);
    const options = await getOfferFormOptions(deps, { actor });
    if (!chosen.success) {
      return <ChooseActivityPage frame={frame} templates={options.templates} />;
    }
    const values = newOfferForm(chosen.data.activity, { ...options, now: deps.clock.now() });
    return showForm(visit, { values, faults: new Map() });
  });

  post("/provider/offers/new", {
    fields: offerForm,
    faults: (error, { frame }, values) => offerFaultsOf(error, values, frame.language),
    again: (visit, state) => showForm(visit, state),
    async run({ actor }, values) {
      const offer = parse(offerBody, bodyOfForm(withUsualDoors(values)));
      return savedHref(await createOffer(deps, { actor, offer }));
    },
  });

  form("/provider/offers/:offerId/edit", {
    fields: offerForm,
    async load({ actor, params }) {
      const { offer } = await getOfferDetails(deps, { actor, ...params });
      if (isUnapproved(offer.state)) return offer;
      throw new AppError("illegal_state", `An offer that is ${offer.state} cannot be edited.`);
    },
    start: (offer) => withShown(formOfOffer(offer)),
    show: (visit, state, offer) =>
      showForm(visit, mergedOfferForm(state, offer), { offerId: offer.id }),
    faults: (error, { frame }, values) => offerFaultsOf(error, values, frame.language),
    run: ({ actor }, values, offer) => update(actor, offer, values),
  });

  form("/provider/offers/:offerId/change", {
    fields: z.record(z.string(), z.unknown()),
    async load({ actor, params }) {
      const details = await getOfferDetails(deps, { actor, ...params });
      const { state } = details.offer;
      if (isRunning(state)) return details;
      throw new AppError("illegal_state", `An offer that is ${state} cannot be changed.`);
    },
    start: ({ offer }, { request }) =>
      returnedQuery.safeParse(request.query).success
        ? { ...returnedForm(offer), shown: withShown(untouchedForm(offer)).shown }
        : { ...withShown(untouchedForm(offer)) },
    show: ({ frame }, form, { offer, counts, complimentary, municipalities }) => {
      const typed = { ...form, values: withUntouched(form.values, offer) };
      const { values, others, ...state } = mergedOfferForm(typed, offer);
      return {
        status: statusOf(state),
        page: (
          <ChangeOfferPage
            frame={frame}
            {...state}
            values={values}
            others={others?.(frame.language, municipalities)}
            allocated={offer.allocated}
            highest={highestQuota(offer)}
            live={counts.live}
            complimentary={complimentary}
            cancelHref={`/provider/offers/${offer.id}`}
          />
        ),
      };
    },
    faults: (error, { frame }, values) =>
      offerFaultsOf(error, offerForm.parse(values), frame.language),
    run: ({ actor }, values, { offer }) => update(actor, offer, withUntouched(values, offer)),
  });

  return router;
}

const savedHref = ({ id }: Offer, notice: "saved" | "change-sent" = "saved") =>
  `/provider/offers/${id}?notice=${notice}`;

/** The form with the offer's own values in the fields that the page does not show. */
const withUntouched = (sent: object, offer: Offer): OfferFormValues =>
  offerForm.parse({ ...untouchedForm(offer), ...sent });
