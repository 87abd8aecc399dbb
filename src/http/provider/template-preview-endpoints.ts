import { z } from "zod";
import { previewTemplate } from "../../actions/preview-template.ts";
import { languages } from "../../domain/language.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";

const passType = "application/vnd.apple.pkpass";

/** How a template looks in the hand. */
export const templatePreviewEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "previewTemplate",
      method: "get",
      path: "/api/v1/templates/{templateId}/preview.pkpass",
      tag: "Templates",
      summary: "A signed sample for Apple Wallet",
      description: "Filled with an example; no scanner accepts it.",
      roles: ["provider"],
      params: z.object({ templateId: z.uuid() }),
      query: z.object({ language: z.enum(languages).default("nb") }),
      responses: { 200: { description: "The sample", contentTypes: [passType] } },
      problems: ["unprocessable"],
    },
    async (deps, { actor, params: { templateId }, query: { language } }) => ({
      status: 200,
      content: await previewTemplate(deps, { actor, templateId, language }),
      headers: {
        "Content-Type": passType,
        "Content-Disposition": 'attachment; filename="sample.pkpass"',
      },
    }),
  ),
];
