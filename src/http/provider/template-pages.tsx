import { Router, type Request, type Response } from "express";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { draftArtwork } from "../../actions/draft-artwork.ts";
import { drawDraft } from "../../actions/draw-draft.ts";
import { keepUpload } from "../../actions/keep-upload.ts";
import { listTemplates } from "../../actions/list-templates.ts";
import { publishTemplate } from "../../actions/publish-template.ts";
import { sampleTicket } from "../../actions/sample-ticket.ts";
import { showTemplate } from "../../actions/show-template.ts";
import { uploadTemplate } from "../../actions/upload-template.ts";
import { offersOfTemplate } from "../../db/template-offers.ts";
import { legibleColor } from "../../domain/contrast.ts";
import { checkTemplate, templateDefinitionSchema } from "../../domain/template-check.ts";
import { ticketStyles, type TemplateDefinition } from "../../domain/template.ts";
import { AppError, type FieldError } from "../../errors.ts";
import { AppleFront } from "../../views/preview/apple-front.tsx";
import { pictureImages } from "../../views/preview/picture-images.ts";
import { picturePng } from "../../views/preview/picture-png.ts";
import { TemplateAfterSave } from "../../views/provider/template-after-save.tsx";
import {
  TemplateDraftPreview,
  type DrawnTicket,
} from "../../views/provider/template-draft-preview.tsx";
import { TemplateFormPage } from "../../views/provider/template-form-page.tsx";
import {
  templateOfValues,
  valuesOfTemplate,
  type TemplateFormValues,
} from "../../views/provider/template-form-values.ts";
import { TemplateListPage } from "../../views/provider/template-list-page.tsx";
import { templateTexts } from "../../views/texts/template-texts.ts";
import { providerSessionOf } from "../auth/provider-session.ts";
import { sendPage } from "../send-page.ts";
import { providerFrameOf } from "./provider-frame.ts";
import { sampleLink } from "./sample-pass.ts";
import { templateFaultsOf } from "./template-faults.ts";
import { changedForm, readTemplateForm } from "./template-form.ts";

const blank: TemplateDefinition = {
  name: { nb: "" },
  style: "coupon",
  colors: { background: "#1f3a5f", foreground: "#ffffff", label: "#cfe0f5" },
  logoText: { nb: "%@" },
  fields: {
    header: [
      {
        key: "validUntil",
        label: { nb: "Gyldig til", nn: "Gyldig til", en: "Valid until" },
        value: { source: "validUntil" },
      },
    ],
    primary: [
      {
        key: "title",
        label: { nb: "Billett", nn: "Billett", en: "Ticket" },
        value: { source: "title" },
      },
    ],
    secondary: [
      {
        key: "admits",
        label: { nb: "Gjelder for", nn: "Gjeld for", en: "Admits" },
        value: { source: "admits" },
      },
    ],
    auxiliary: [],
    back: [
      {
        key: "description",
        label: { nb: "Om billetten", nn: "Om billetten", en: "About the ticket" },
        value: { source: "description" },
      },
    ],
  },
};

/** `/provider/templates`: the list, making, changing, previewing, publishing. */
export function templatePages(deps: Deps): Router {
  const router = Router();
  const actorOf = (response: Response) => providerSessionOf(response).actor;

  router.get("/provider/templates", async (request, response) => {
    const { items } = await listTemplates(deps, { actor: actorOf(response), limit: 200 });
    const frame = providerFrameOf(deps, request, response);
    sendPage(response, <TemplateListPage frame={frame} templates={items} />);
  });

  router.get("/provider/templates/new", async (request, response) => {
    const { from, style } = z
      .object({
        from: z.uuid().optional().catch(undefined),
        style: z.enum(ticketStyles).catch("coupon"),
      })
      .parse(request.query);
    const actor = actorOf(response);
    const base =
      from === undefined ? undefined : await showTemplate(deps, { actor, templateId: from });
    const definition = base?.definition ?? { ...blank, style };
    await sendForm(request, response, {
      values: valuesOfTemplate(definition, base?.id),
      isNew: true,
    });
  });

  router.post("/provider/templates/preview", async (request, response) => {
    const { language } = providerFrameOf(deps, request, response);
    const { values, errors } = await receive(request, response);
    const { ticket, faults } = await draw(response, values, errors, language);
    response.set("Cache-Control", "private, no-store").json({
      html: renderToStaticMarkup(
        <TemplateDraftPreview language={language} ticket={ticket} faults={faults} />,
      ),
      uploads: values.uploads,
    });
  });

  router.post("/provider/templates", async (request, response) => {
    await take(request, response, undefined);
  });

  router.get("/provider/templates/:templateId/picture.png", async (request, response) => {
    const { templateId } = request.params;
    const { content, images, uses } = await sampleTicket(deps, {
      actor: actorOf(response),
      templateId,
    });
    const image = pictureImages(images);
    const picture = { id: "ticket", content, image, uses, language: "nb" } as const;
    response
      .set({ "Content-Type": "image/png", "Cache-Control": "private, max-age=3600" })
      .send(await picturePng(createElement(AppleFront, picture)));
  });

  router.get("/provider/templates/:templateId", async (request, response) => {
    const { templateId } = request.params;
    const { definition, id, slug } = await showTemplate(deps, {
      actor: actorOf(response),
      templateId,
    });
    if (slug !== null) {
      response.redirect(303, `/provider/templates/new?from=${id}`);
      return;
    }
    const texts = templateTexts(providerFrameOf(deps, request, response).language);
    const { saved, published } = z
      .object({
        saved: z.literal("1").optional().catch(undefined),
        published: z.coerce.number().int().min(0).optional().catch(undefined),
      })
      .parse(request.query);
    await sendForm(request, response, {
      values: valuesOfTemplate(definition, id),
      isNew: false,
      notice:
        published !== undefined ? texts.published(published) : saved ? texts.saved : undefined,
    });
  });

  router.post("/provider/templates/:templateId", async (request, response) => {
    const { id } = await showTemplate(deps, {
      actor: actorOf(response),
      templateId: request.params.templateId,
    });
    await take(request, response, id);
  });

  router.post("/provider/templates/:templateId/publish", async (request, response) => {
    const actor = actorOf(response);
    const { offerId } = z.object({ offerId: z.string().catch("") }).parse(request.body);
    const { id } = await showTemplate(deps, { actor, templateId: request.params.templateId });
    const { tickets } = await publishTemplate(deps, { actor, offerId });
    response.redirect(303, `/provider/templates/${id}?published=${tickets}`);
  });

  /** The form with its pictures kept. */
  async function receive(request: Request, response: Response) {
    const form = await readTemplateForm(request);
    const errors = [...form.errors];
    const uploads = { ...form.values.uploads };
    for (const [role, bytes] of form.sent) {
      const kept = await keepUpload(deps, { actor: actorOf(response), role, bytes });
      if ("id" in kept) uploads[role] = kept.id;
      else errors.push(...kept.errors);
    }
    return { pressed: form.pressed, values: { ...form.values, uploads }, errors };
  }

  /** The ticket that the form describes, as far as it can be drawn, and what is wrong with it. */
  async function draw(
    response: Response,
    values: TemplateFormValues,
    errors: FieldError[],
    language: Parameters<typeof templateTexts>[0],
  ) {
    const actor = actorOf(response);
    const { baseId, uploads, without } = values;
    const base =
      baseId === undefined ? undefined : await showTemplate(deps, { actor, templateId: baseId });
    const { definition, inputOf } = templateOfValues(values, base?.definition);
    const checked = checkTemplate(definition);
    const all = [...errors, ...("errors" in checked ? checked.errors : [])];
    const drawable = templateDefinitionSchema.safeParse(definition);
    const ticket = drawable.success
      ? await drawDraft(deps, { actor, definition: drawable.data, baseId, uploads, without })
      : undefined;
    const drawn: DrawnTicket | undefined = ticket && {
      content: ticket.content,
      uses: ticket.uses,
      image: pictureImages(ticket.images),
    };
    return {
      ticket: drawn,
      definition,
      inputOf,
      faults: templateFaultsOf(all, { values, inputOf, language }),
    };
  }

  async function take(request: Request, response: Response, templateId: string | undefined) {
    const received = await receive(request, response);
    const { pressed, errors } = received;
    const { background, foreground, label } = received.values.colors;
    const isColor = [background, foreground, label].every((one) => /^#[0-9a-f]{6}$/i.test(one));
    const legible = isColor
      ? {
          background,
          foreground: legibleColor(foreground, background, 4.5),
          label: legibleColor(label, background, 3),
        }
      : received.values.colors;
    const values = {
      ...changedForm(received.values, pressed, legible),
      ...(templateId !== undefined && { baseId: templateId }),
    };
    const isNew = templateId === undefined;
    if (pressed !== "save") {
      await sendForm(request, response, { values, isNew, errors });
      return;
    }
    const actor = actorOf(response);
    const { language } = providerFrameOf(deps, request, response);
    const { definition, inputOf } = await draw(response, values, [], language);
    try {
      if (errors.length > 0)
        throw new AppError("unprocessable", "A picture is faulty.", { errors });
      const artwork = await draftArtwork(deps, { actor, ...values });
      const saved = await uploadTemplate(deps, {
        actor,
        ...(templateId !== undefined && { templateId }),
        definition,
        artwork,
        isWhole: true,
      });
      response.redirect(303, `/provider/templates/${saved.id}?saved=1`);
    } catch (error) {
      if (!(error instanceof AppError) || error.errors.length === 0) throw error;
      const faults = templateFaultsOf(error.errors, { values, inputOf, language });
      await sendForm(request, response, { values, isNew, errors, refused: faults });
    }
  }

  async function sendForm(
    request: Request,
    response: Response,
    {
      values,
      isNew,
      errors,
      refused,
      notice,
    }: {
      values: TemplateFormValues;
      isNew: boolean;
      errors?: FieldError[];
      /** Set: why it was not saved. */
      refused?: Map<string, string>;
      notice?: string | undefined;
    },
  ): Promise<void> {
    const { actor } = providerSessionOf(response);
    const frame = providerFrameOf(deps, request, response);
    const { ticket, faults } = await draw(response, values, errors ?? [], frame.language);
    const isSent = errors !== undefined;
    const templateId = isNew ? undefined : values.baseId;
    const saved =
      templateId === undefined ? undefined : await showTemplate(deps, { actor, templateId });
    sendPage(
      response,
      <TemplateFormPage
        frame={{ ...frame, path: isNew ? "/provider/templates/new" : frame.path }}
        values={values}
        faults={refused ?? (isSent ? faults : new Map())}
        isRefused={refused !== undefined}
        notice={notice}
        ticket={ticket}
        isNew={isNew}
      >
        {saved && (
          <TemplateAfterSave
            frame={frame}
            version={saved.version}
            sampleUrl={
              deps.apple &&
              sampleLink(deps, {
                templateId: saved.id,
                providerId: actor.providerId,
                language: frame.language,
              })
            }
            offers={await offersOfTemplate(deps.db, {
              templateId: saved.id,
              providerId: actor.providerId,
            })}
          />
        )}
      </TemplateFormPage>,
      refused ? 422 : 200,
    );
  }

  return router;
}
