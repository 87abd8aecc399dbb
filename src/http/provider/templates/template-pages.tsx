import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../../actions/deps.ts";
import { listTemplates } from "../../../actions/templates/list-templates.ts";
import { publishTemplate } from "../../../actions/templates/publish-template.ts";
import { sampleTicket } from "../../../actions/templates/sample-ticket.ts";
import { setTemplateArchived } from "../../../actions/templates/set-template-archived.ts";
import { getTemplate } from "../../../actions/templates/get-template.ts";
import { hasWords } from "../../../domain/has-words.ts";
import { textIn } from "../../../domain/language.ts";
import { pageOf } from "../../../domain/page-of.ts";
import { AppleFront } from "../../../views/preview/apple-front.tsx";
import { pictureImages } from "../../../views/preview/picture-images.ts";
import { picturePng } from "../../../views/preview/picture-png.ts";
import { TemplateListPage } from "../../../views/provider/template-list-page.tsx";
import { listTexts } from "../../../views/texts/list-texts.ts";
import { pageRouter } from "../../pages/page-router.ts";
import { sendPreview } from "./template-preview.tsx";

/** More than any provider has. */
const mostTemplates = 1_000;
const pageSize = 24;
const listQuery = z.object({
  search: z.string().trim().max(200).catch(""),
  page: z.coerce.number().int().catch(1),
  archived: z.stringbool().catch(false),
});

/** `/provider/templates`: the list, its pictures, the live preview of the form, and publishing. */
export function templatePages(deps: Deps): Router {
  const { router, button, page, post } = pageRouter(deps, "provider");

  page("/provider/templates", async ({ actor, frame, notice, request }) => {
    const { search, page: wanted, archived } = listQuery.parse(request.query);
    const { items } = await listTemplates(deps, { actor, limit: mostTemplates, archived });
    const nameOf = ({ definition }: (typeof items)[number]) =>
      textIn(definition.name, frame.language);
    const shipped = items
      .filter(({ slug }) => slug !== null)
      .sort((one, other) => nameOf(one).localeCompare(nameOf(other), "nb"));
    const found = items.filter(
      ({ slug, definition }) =>
        slug === null && hasWords(Object.values(definition.name).join(" "), search),
    );
    const { items: own, ...where } = pageOf(found, wanted, pageSize);
    const hasArchived =
      archived || (await listTemplates(deps, { actor, limit: 1, archived: true })).items.length > 0;
    return (
      <TemplateListPage
        frame={frame}
        own={own}
        shipped={shipped}
        search={search}
        archived={archived}
        hasArchived={hasArchived}
        notice={notice(listTexts(frame.language).archiving)}
        {...where}
      />
    );
  });

  post("/provider/templates/preview", {
    run: (visit) => sendPreview(deps, visit, (values) => values),
  });

  page("/provider/templates/:templateId/picture.png", async ({ actor, params, response }) => {
    const { content, images, uses } = await sampleTicket(deps, { actor, ...params });
    const image = pictureImages(images);
    const picture = { id: "ticket", content, image, uses, language: "nb" } as const;
    response
      .set({ "Content-Type": "image/png", "Cache-Control": "private, max-age=3600" })
      .send(await picturePng(<AppleFront {...picture} />));
    return undefined;
  });

  for (const verb of ["archive", "restore"] as const) {
    button(`/provider/templates/:templateId/${verb}`, async ({ actor, params }) => {
      const archived = verb === "archive";
      await setTemplateArchived(deps, { actor, ...params, archived });
      return `/provider/templates?notice=${verb}d${archived ? "" : "&archived=true"}`;
    });
  }

  post("/provider/templates/:templateId/publish", {
    fields: z.object({ offerId: z.string().catch("") }),
    async run({ actor, params }, { offerId }) {
      const { id } = await getTemplate(deps, { actor, ...params });
      const { tickets, waits } = await publishTemplate(deps, { actor, offerId });
      return `/provider/templates/${id}?${waits ? "sent=1" : `published=${tickets}`}`;
    },
  });

  return router;
}
