import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { draftArtwork } from "../../actions/templates/draft-artwork.ts";
import { listTemplateOffers } from "../../actions/templates/list-template-offers.ts";
import { requireUnapprovedOffer } from "../../actions/offers/require-unapproved-offer.ts";
import { updateOffer } from "../../actions/offers/update-offer.ts";
import { getOwnLook } from "../../actions/templates/get-own-look.ts";
import { textIn } from "../../domain/language.ts";
import { getTemplate } from "../../actions/templates/get-template.ts";
import { uploadTemplate } from "../../actions/templates/upload-template.ts";
import { newStyles } from "../../domain/templates/template.ts";
import { AppError, type FieldError } from "../../errors.ts";
import { TemplateAfterSave } from "../../views/provider/template-after-save.tsx";
import { TemplateFormPage } from "../../views/provider/template-form-page.tsx";
import {
  inOwnLook,
  namedForOffer,
  valuesOfTemplate,
  type TemplateFormValues,
} from "../../views/provider/template-form-values.ts";
import { templateTexts } from "../../views/texts/staff-texts.ts";
import { pageRouter, type PageAnswer } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { blankTemplate } from "./blank-template.ts";
import { withRenderQueue } from "./render-queue.ts";
import { sampleLink } from "./sample-pass.ts";
import { drawnDraft, receiveDraft } from "./template-draft.ts";
import { templateFaultsOf } from "./template-faults.ts";
import { changedForm, sentTexts, templateValuesOf, type SentTexts } from "./template-form.ts";

/** Data of the form's page. */
interface Shown {
  values: TemplateFormValues;
  /** Template that is changed; undefined for a new one. */
  templateId?: string | undefined;
  /** Faults of the form as sent; undefined when it is shown for the first time. */
  errors?: FieldError[];
  /** Whether the errors kept the form from being saved. */
  isRefused?: boolean;
  notice?: string | undefined;
}

const newQuery = z.object({
  from: z.uuid().optional().catch(undefined),
  offer: z.uuid().optional().catch(undefined),
  style: z.enum(newStyles).catch("admission"),
});
const savedQuery = z.object({
  saved: z.literal("1").optional().catch(undefined),
  published: z.coerce.number().int().min(0).optional().catch(undefined),
});

/** `/provider/templates/new` and `/provider/templates/{id}`: form for a new and for a saved template. */
export function templateFormPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "provider");
  type FormVisit = Visit<"provider">;

  page("/provider/templates/new", async (visit) => {
    const { actor, frame, request } = visit;
    const { from: templateId, offer: offerId, style } = newQuery.parse(request.query);
    const base =
      templateId === undefined ? undefined : await getTemplate(deps, { actor, templateId });
    const definition = base?.definition ?? { ...blankTemplate, style };
    const offer = offerId && (await requireUnapprovedOffer(deps, { actor, offerId }));
    // A look for one offer begins with what the offer has.
    const isShipped = base?.slug !== null && offerId === undefined;
    const look = isShipped ? await getOwnLook(deps, { actor }) : undefined;
    const own = inOwnLook(valuesOfTemplate(definition, base?.id), look);
    const values = offer ? namedForOffer(own, offer.title) : own;
    const texts = templateTexts(frame.language);
    return show(visit, {
      values: { ...values, offerId },
      notice: look && texts.inOwnLook(textIn(look.name, frame.language)),
    });
  });

  post("/provider/templates", {
    fields: sentTexts,
    run: (visit) => take(visit, undefined),
    again: (visit, { values }) => showTexts(visit, values),
  });

  page("/provider/templates/:templateId", async (visit) => {
    const { actor, frame, params, request } = visit;
    const { definition, id, slug } = await getTemplate(deps, { actor, ...params });
    if (slug !== null) return `/provider/templates/new?from=${id}`;
    const texts = templateTexts(frame.language);
    const { saved, published } = savedQuery.parse(request.query);
    const done = saved ? texts.saved : undefined;
    return show(visit, {
      values: valuesOfTemplate(definition, id),
      templateId: id,
      notice: published === undefined ? done : texts.published(published),
    });
  });

  post("/provider/templates/:templateId", {
    fields: sentTexts,
    async run(visit) {
      const { actor, params } = visit;
      const { id } = await getTemplate(deps, { actor, ...params });
      return take(visit, id);
    },
    again: (visit, { values }) => showTexts(visit, values, visit.params.templateId),
  });

  /** The form as it was sent before the login, without its new pictures. */
  const showTexts = (visit: FormVisit, texts: SentTexts, templateId?: string) =>
    show(visit, {
      values: {
        ...templateValuesOf(new Map(Object.entries(texts))),
        ...(templateId !== undefined && { baseId: templateId }),
      },
      templateId,
    });

  async function take(visit: FormVisit, templateId: string | undefined): Promise<PageAnswer> {
    const { actor, request } = visit;
    const { pressed, errors, ...received } = await receiveDraft(deps, request, actor);
    const values = {
      ...changedForm(received.values, pressed),
      ...(templateId !== undefined && { baseId: templateId }),
    };
    const refuse = async (refused: { errors: FieldError[]; values?: TemplateFormValues }) => ({
      status: 422,
      page: await show(visit, { values, templateId, isRefused: true, ...refused }),
    });
    if (pressed !== "save") return show(visit, { values, templateId, errors });
    if (errors.length > 0) return refuse({ errors });
    const { artwork, expired } = await draftArtwork(deps, { actor, ...values });
    if (expired.length > 0) {
      const gone = Object.fromEntries(expired.map((role) => [role, undefined]));
      return refuse({
        errors: expired.map((path) => ({ path, code: "expired", message: "is no longer kept" })),
        values: { ...values, uploads: { ...values.uploads, ...gone } },
      });
    }
    const { offerId } = values;
    if (offerId !== undefined) await requireUnapprovedOffer(deps, { actor, offerId });
    const { definition } = await drawnDraft(deps, actor, values);
    try {
      const saved = await withRenderQueue(deps, actor, () =>
        uploadTemplate(deps, {
          actor,
          ...(templateId !== undefined && { templateId }),
          definition,
          artwork,
          isWhole: true,
        }),
      );
      if (offerId === undefined) return `/provider/templates/${saved.id}?saved=1`;
      const changes = { templateId: saved.id };
      await updateOffer(deps, { actor, offerId, changes });
      return `/provider/offers/${offerId}?notice=saved`;
    } catch (error) {
      if (!(error instanceof AppError) || error.errors.length === 0) throw error;
      return refuse({ errors: [...error.errors] });
    }
  }

  async function show(
    visit: FormVisit,
    { values, templateId, errors, isRefused = false, notice }: Shown,
  ) {
    const { actor, frame } = visit;
    const isNew = templateId === undefined;
    const draft = await drawnDraft(deps, actor, values);
    const faults = errors ? [...errors, ...draft.errors] : [];
    return (
      <TemplateFormPage
        frame={{ ...frame, path: isNew ? "/provider/templates/new" : frame.path }}
        values={values}
        faults={templateFaultsOf(faults, { ...draft, values, language: frame.language })}
        isRefused={isRefused}
        notice={notice}
        ticket={draft.ticket}
        isNew={isNew}
      >
        {!isNew && (await afterSave(visit, templateId))}
      </TemplateFormPage>
    );
  }

  async function afterSave({ actor, frame }: FormVisit, templateId: string) {
    const { providerId } = actor;
    const { language } = frame;
    const { version } = await getTemplate(deps, { actor, templateId });
    return (
      <TemplateAfterSave
        frame={frame}
        version={version}
        sampleUrl={deps.apple && sampleLink(deps, { templateId, providerId, language })}
        offers={await listTemplateOffers(deps, { actor, templateId })}
      />
    );
  }

  return router;
}
