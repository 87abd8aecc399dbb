import { Router, type Request, type Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { draftArtwork } from "../../actions/templates/draft-artwork.ts";
import { listTemplateOffers } from "../../actions/templates/list-template-offers.ts";
import { getTemplate } from "../../actions/templates/get-template.ts";
import { uploadTemplate } from "../../actions/templates/upload-template.ts";
import { ticketStyles } from "../../domain/templates/template.ts";
import { AppError, type FieldError } from "../../errors.ts";
import { TemplateAfterSave } from "../../views/provider/template-after-save.tsx";
import { TemplateFormPage } from "../../views/provider/template-form-page.tsx";
import {
  valuesOfTemplate,
  type TemplateFormValues,
} from "../../views/provider/template-form-values.ts";
import { templateTexts } from "../../views/texts/template-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { blankTemplate } from "./blank-template.ts";
import { withRenderQueue } from "./render-queue.ts";
import { pageFrame } from "../pages/page-frame.ts";
import { sampleLink } from "./sample-pass.ts";
import { drawnDraft, receiveDraft } from "./template-draft.ts";
import { templateFaultsOf } from "./template-faults.ts";
import { changedForm } from "./template-form.ts";

/** What the form shows besides what was typed. */
interface Shown {
  values: TemplateFormValues;
  /** Set: it is one of the provider's own, and changed. */
  templateId?: string | undefined;
  /** Of the form as it was sent; undefined before. */
  errors?: FieldError[];
  /** Whether the errors are why it was not saved. */
  isRefused?: boolean;
  notice?: string | undefined;
}

/** `/provider/templates/new` and `/provider/templates/{id}`: making and changing a template. */
export function templateFormPages(deps: Deps): Router {
  const router = Router();
  const actorOf = (response: Response) => sessionOf(response, "provider").actor;

  router.get("/provider/templates/new", async (request, response) => {
    const { from, style } = z
      .object({
        from: z.uuid().optional().catch(undefined),
        style: z.enum(ticketStyles).catch("coupon"),
      })
      .parse(request.query);
    const actor = actorOf(response);
    const base =
      from === undefined ? undefined : await getTemplate(deps, { actor, templateId: from });
    const definition = base?.definition ?? { ...blankTemplate, style };
    await sendForm(request, response, { values: valuesOfTemplate(definition, base?.id) });
  });

  router.post("/provider/templates", async (request, response) => {
    await take(request, response, undefined);
  });

  router.get("/provider/templates/:templateId", async (request, response) => {
    const { templateId } = request.params;
    const { definition, id, slug } = await getTemplate(deps, {
      actor: actorOf(response),
      templateId,
    });
    if (slug !== null) {
      response.redirect(303, `/provider/templates/new?from=${id}`);
      return;
    }
    const texts = templateTexts(pageFrame(deps, request, response, "provider").language);
    const { saved, published } = z
      .object({
        saved: z.literal("1").optional().catch(undefined),
        published: z.coerce.number().int().min(0).optional().catch(undefined),
      })
      .parse(request.query);
    await sendForm(request, response, {
      values: valuesOfTemplate(definition, id),
      templateId: id,
      notice:
        published !== undefined ? texts.published(published) : saved ? texts.saved : undefined,
    });
  });

  router.post("/provider/templates/:templateId", async (request, response) => {
    const { id } = await getTemplate(deps, {
      actor: actorOf(response),
      templateId: request.params.templateId,
    });
    await take(request, response, id);
  });

  async function take(request: Request, response: Response, templateId: string | undefined) {
    const actor = actorOf(response);
    const { pressed, errors, ...received } = await receiveDraft(deps, request, actor);
    const values = {
      ...changedForm(received.values, pressed),
      ...(templateId !== undefined && { baseId: templateId }),
    };
    if (pressed !== "save" || errors.length > 0) {
      const isRefused = pressed === "save";
      await sendForm(request, response, { values, templateId, errors, isRefused });
      return;
    }
    const { artwork, expired } = await draftArtwork(deps, { actor, ...values });
    if (expired.length > 0) {
      const gone = expired.map((path) => ({ path, code: "expired", message: "is no longer kept" }));
      const uploads = {
        ...values.uploads,
        ...Object.fromEntries(expired.map((role) => [role, undefined])),
      };
      const kept = { ...values, uploads };
      await sendForm(request, response, {
        values: kept,
        templateId,
        errors: gone,
        isRefused: true,
      });
      return;
    }
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
      response.redirect(303, `/provider/templates/${saved.id}?saved=1`);
    } catch (error) {
      if (!(error instanceof AppError) || error.errors.length === 0) throw error;
      const refused = { errors: [...error.errors], isRefused: true };
      await sendForm(request, response, { values, templateId, ...refused });
    }
  }

  async function sendForm(
    request: Request,
    response: Response,
    { values, templateId, errors, isRefused = false, notice }: Shown,
  ): Promise<void> {
    const actor = actorOf(response);
    const frame = pageFrame(deps, request, response, "provider");
    const isNew = templateId === undefined;
    const draft = await drawnDraft(deps, actor, values);
    const faults = errors ? [...errors, ...draft.errors] : [];
    sendPage(
      response,
      <TemplateFormPage
        frame={{ ...frame, path: isNew ? "/provider/templates/new" : frame.path }}
        values={values}
        faults={templateFaultsOf(faults, { ...draft, values, language: frame.language })}
        isRefused={isRefused}
        notice={notice}
        ticket={draft.ticket}
        isNew={isNew}
      >
        {!isNew && (await afterSave(request, response, templateId))}
      </TemplateFormPage>,
      isRefused ? 422 : 200,
    );
  }

  async function afterSave(request: Request, response: Response, templateId: string) {
    const { actor } = sessionOf(response, "provider");
    const { providerId } = actor;
    const frame = pageFrame(deps, request, response, "provider");
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
