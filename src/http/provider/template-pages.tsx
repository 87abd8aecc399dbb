import { Router, type Response } from "express";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { listTemplates } from "../../actions/templates/list-templates.ts";
import { publishTemplate } from "../../actions/templates/publish-template.ts";
import { sampleTicket } from "../../actions/templates/sample-ticket.ts";
import { getTemplate } from "../../actions/templates/get-template.ts";
import type { FieldError } from "../../errors.ts";
import { AppleFront } from "../../views/preview/apple-front.tsx";
import { pictureImages } from "../../views/preview/picture-images.ts";
import { picturePng } from "../../views/preview/picture-png.ts";
import { placedFaults } from "../../views/provider/placed-faults.ts";
import type { Faults } from "../../views/ui/fault-summary.tsx";
import { TemplateDraftPreview } from "../../views/provider/template-draft-preview.tsx";
import { TemplateListPage } from "../../views/provider/template-list-page.tsx";
import { templateTexts, type TemplateTexts } from "../../views/texts/template-texts.ts";
import { sessionOf } from "../auth/page-session.ts";
import { sendPage } from "../pages/send-page.ts";
import { pageFrame } from "../pages/page-frame.ts";
import { drawnDraft, receiveDraft } from "./template-draft.ts";
import { templateFaultsOf } from "./template-faults.ts";

/** `/provider/templates`: the list, pictures, what the form shows as one types, and publishing. */
export function templatePages(deps: Deps): Router {
  const router = Router();
  const actorOf = (response: Response) => sessionOf(response, "provider").actor;

  router.get("/provider/templates", async (request, response) => {
    const { items } = await listTemplates(deps, { actor: actorOf(response), limit: 200 });
    const frame = pageFrame(deps, request, response, "provider");
    sendPage(response, <TemplateListPage frame={frame} templates={items} />);
  });

  router.post("/provider/templates/preview", async (request, response) => {
    const { language } = pageFrame(deps, request, response, "provider");
    const actor = actorOf(response);
    const { values, errors } = await receiveDraft(deps, request, actor);
    const draft = await drawnDraft(deps, actor, values);
    const faultsOf = (all: readonly FieldError[]) =>
      templateFaultsOf(all, { ...draft, values, language });
    const faults = faultsOf([...errors, ...draft.errors]);
    response.set("Cache-Control", "private, no-store").json({
      html: renderToStaticMarkup(
        <TemplateDraftPreview language={language} ticket={draft.ticket} faults={faults} />,
      ),
      uploads: values.uploads,
      refused: Object.fromEntries(faultsOf(errors)),
      contrast: contrastFault(faults, templateTexts(language)),
    });
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

  router.post("/provider/templates/:templateId/publish", async (request, response) => {
    const actor = actorOf(response);
    const { offerId } = z.object({ offerId: z.string().catch("") }).parse(request.body);
    const { id } = await getTemplate(deps, { actor, templateId: request.params.templateId });
    const { tickets } = await publishTemplate(deps, { actor, offerId });
    response.redirect(303, `/provider/templates/${id}?published=${tickets}`);
  });

  return router;
}

/** Empty when the colours can be told apart. */
function contrastFault(faults: Faults, texts: TemplateTexts): string {
  const named = placedFaults(faults, texts);
  return ["colors.foreground", "colors.label"].flatMap((input) => named.get(input) ?? []).join(" ");
}
