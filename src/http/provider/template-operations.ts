import { z } from "zod";
import type { Operation } from "../operation.ts";

const tag = "Templates";
const security = { apiKey: ["provider"] } as const;
const params = z.object({ templateId: z.uuid() });
const parts = {
  template: {
    description:
      "JSON: `name`, `style` (event, coupon, membership), `colors`, `logoText?`, `fields` by slot (header, primary, secondary, auxiliary, back)",
    required: true,
  },
  icon: { description: "PNG, JPEG, WebP or SVG, any size: fitted to every slot", required: true },
  logo: { description: "As icon", required: false },
  hero: { description: "As icon; the picture on the ticket", required: false },
};

const templateSchema = z
  .looseObject({ id: z.uuid(), version: z.int(), definition: z.looseObject({}) })
  .meta({ id: "Template", description: "How a ticket looks and reads, once for both wallets" });

/** What the template router answers, for the documentation. */
export const templateOperations: readonly Operation[] = [
  {
    id: "uploadTemplate",
    method: "post",
    path: "/api/v1/templates",
    tag,
    summary: "Upload a template",
    description:
      "Refused unless it can become a signed ticket for both wallets; each fault is named with its path.",
    security,
    parts,
    responses: { 201: { description: "The template, version 1", schema: templateSchema } },
    problems: ["unprocessable", "telling_text"],
  },
  {
    id: "showTemplate",
    method: "get",
    path: "/api/v1/templates/{templateId}",
    tag,
    summary: "One template",
    description: "Your own, or one that is shipped with the service.",
    security,
    params,
    responses: { 200: { description: "The template", schema: templateSchema } },
  },
  {
    id: "replaceTemplate",
    method: "put",
    path: "/api/v1/templates/{templateId}",
    tag,
    summary: "Upload a new version",
    description: "Tickets that are out keep theirs.",
    security,
    params,
    parts,
    responses: { 200: { description: "The template, one version up", schema: templateSchema } },
    problems: ["unprocessable", "telling_text"],
  },
];
