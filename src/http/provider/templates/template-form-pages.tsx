import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../../actions/deps.ts";
import { listTemplateOffers } from "../../../actions/templates/list-template-offers.ts";
import { requireUnapprovedOffer } from "../../../actions/offers/require-unapproved-offer.ts";
import { updateOffer } from "../../../actions/offers/update-offer.ts";
import { getLook } from "../../../actions/templates/get-look.ts";
import { getTemplate } from "../../../actions/templates/get-template.ts";
import { uploadTemplate } from "../../../actions/templates/upload-template.ts";
import type { FieldError } from "../../../errors.ts";
import { TemplateAfterSave } from "../../../views/provider/template-after-save.tsx";
import { TemplateFormPage } from "../../../views/provider/template-form-page.tsx";
import { withOwnLook } from "../../../views/provider/template-beginnings.ts";
import {
  valuesOfTemplate,
  type TemplateFormValues,
} from "../../../views/provider/template-form-values.ts";
import { lookTexts } from "../../../views/texts/look-texts.ts";
import { templateTexts } from "../../../views/texts/staff-texts.ts";
import type { OthersChange } from "../../../views/ui/others-changes.tsx";
import type { ProviderActor } from "../../auth/api-key.ts";
import { pageRouter, type PageAnswer } from "../../pages/page-router.ts";
import type { Visit } from "../../pages/visit.ts";
import { newTemplateForm } from "./new-template-form.ts";
import { withRenderQueue } from "../render-queue.ts";
import { mergedTemplateForm } from "./template-merge.ts";
import { saveDraft, type DraftRefusal } from "./save-draft.ts";
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
  /** What another has changed since the form was opened. */
  others?: OthersChange[];
  notice?: string | undefined;
}

const savedQuery = z.object({
  saved: z.literal("1").optional().catch(undefined),
  sent: z.literal("1").optional().catch(undefined),
  published: z.coerce.number().int().min(0).optional().catch(undefined),
});

/** `/provider/templates/new` and `/provider/templates/{id}`: form for a new and for a saved template. */
export function templateFormPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "provider");
  type FormVisit = Visit<"provider">;

  page("/provider/templates/new", async (visit) => {
    const { actor, frame, request } = visit;
    const values = await newTemplateForm(deps, { actor, query: request.query });
    return show(visit, {
      values,
      notice: values.ownLook ? lookTexts(frame.language).begins : undefined,
    });
  });

  post("/provider/templates", {
    fields: sentTexts,
    run: (visit) => take(visit, undefined),
    again: (visit, { values }) => showTexts(visit, values),
  });

  page("/provider/templates/:templateId", async (visit) => {
    const { actor, frame, params, request } = visit;
    const { definition, id, slug, version } = await getTemplate(deps, { actor, ...params });
    if (slug !== null) return `/provider/templates/new?from=${id}`;
    const texts = templateTexts(frame.language);
    const { saved, sent, published } = savedQuery.parse(request.query);
    const done = sent ? texts.lookSent : saved ? texts.saved : undefined;
    return show(visit, {
      values: valuesOfTemplate(definition, id, version),
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
    const { actor, frame, request } = visit;
    const { pressed, errors, ...received } = await receiveDraft(deps, request, actor);
    const values = {
      ...changedForm(received.values, pressed),
      ...(templateId !== undefined && { baseId: templateId }),
    };
    const refuse = async (refused: Partial<DraftRefusal>) => ({
      status: 422,
      page: await show(visit, { values, templateId, isRefused: true, ...refused }),
    });
    if (pressed === "look") return takeLook(visit, { values, templateId, errors });
    if (pressed !== "save") return show(visit, { values, templateId, errors });
    if (errors.length > 0) return refuse({ errors });
    const saved = await saveDraft(deps, actor, values, {
      late: {
        merge: (typed) =>
          mergedTemplateForm(deps, { actor, templateId, language: frame.language }, typed),
        input: "name.nb",
      },
      save: (artwork, ifMatch) => store(actor, values, { templateId, artwork, ifMatch }),
    });
    return typeof saved === "string" ? saved : refuse(saved);
  }

  /** Stores the template, and gives it to the offer that it is for. Returns where to go then. */
  async function store(
    actor: ProviderActor,
    values: TemplateFormValues,
    upload: Pick<Parameters<typeof uploadTemplate>[1], "artwork" | "ifMatch"> & {
      templateId: string | undefined;
    },
  ): Promise<string> {
    const { offerId } = values;
    if (offerId !== undefined) await requireUnapprovedOffer(deps, { actor, offerId });
    const { definition } = await drawnDraft(deps, actor, values);
    const saved = await withRenderQueue(deps, actor, () =>
      uploadTemplate(deps, { ...upload, actor, definition, isWhole: true, ofOffer: offerId }),
    );
    if (offerId === undefined) return `/provider/templates/${saved.id}?saved=1`;
    await updateOffer(deps, { actor, offerId, changes: { templateId: saved.id } });
    return `/provider/offers/${offerId}?notice=saved`;
  }

  /** The form in the provider's own logo and colours, to be saved. */
  async function takeLook(visit: FormVisit, { values, ...form }: Shown) {
    const look = await getLook(deps, { actor: visit.actor });
    const notice = look && lookTexts(visit.frame.language).taken;
    return show(visit, { ...form, values: look ? withOwnLook(values, look) : values, notice });
  }

  async function show(
    visit: FormVisit,
    { values, templateId, errors, isRefused = false, others, notice }: Shown,
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
        others={others}
        notice={notice}
        ticket={draft.ticket}
        isNew={isNew}
        hasLook={!values.ownLook && (await getLook(deps, { actor })) !== undefined}
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
