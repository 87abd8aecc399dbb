import { createElement } from "react";
import { z } from "zod";
import { previewTemplate } from "../../../actions/templates/preview-template.ts";
import { sampleTicket } from "../../../actions/templates/sample-ticket.ts";
import { languages } from "../../../domain/language.ts";
import { AppleBack } from "../../../views/preview/apple-back.tsx";
import { AppleFront } from "../../../views/preview/apple-front.tsx";
import { GoogleCard } from "../../../views/preview/google-card.tsx";
import { GoogleDetails } from "../../../views/preview/google-details.tsx";
import { pictureImages } from "../../../views/preview/picture-images.ts";
import { picturePng } from "../../../views/preview/picture-png.ts";
import { checkImages } from "../../../wallets/apple/check-images.ts";
import { endpoint, type Endpoint } from "../../api/endpoint.ts";

const passType = "application/vnd.apple.pkpass";

const pictures = {
  apple: { front: AppleFront, back: AppleBack },
  google: { front: GoogleCard, back: GoogleDetails },
};

/** Endpoints that preview a template as a sample pass and as pictures. */
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
      problems: {
        unprocessable: {
          detail: "This cannot become a ticket in Apple Wallet.",
          errors: checkImages(new Map(), "admission"),
        },
      },
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
  endpoint(
    {
      id: "pictureTemplate",
      method: "get",
      path: "/api/v1/templates/{templateId}/preview/{wallet}.png",
      tag: "Templates",
      summary: "A picture of the ticket as a phone shows it",
      description:
        "Filled with an example, two pixels to a point; `back` is Apple's back and Google's details.",
      roles: ["provider"],
      params: z.object({ templateId: z.uuid(), wallet: z.enum(["apple", "google"]) }),
      query: z.object({
        side: z.enum(["front", "back"]).default("front"),
        language: z.enum(languages).default("nb"),
      }),
      responses: { 200: { description: "The picture", contentTypes: ["image/png"] } },
    },
    async (deps, { actor, params: { templateId, wallet }, query: { side, language } }) => {
      const { content, images, uses } = await sampleTicket(deps, { actor, templateId });
      const image = pictureImages(images);
      const picture = { id: "ticket", content, language, image, uses };
      return {
        status: 200,
        content: await picturePng(createElement(pictures[wallet][side], picture)),
        headers: { "Content-Type": "image/png" },
      };
    },
  ),
];
