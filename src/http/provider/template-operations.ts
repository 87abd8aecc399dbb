import { z } from "zod";
import { templateDefinitionSchema } from "../../domain/template-check.ts";
import type { Operation } from "../operation.ts";
import { pageOf, pageQuery } from "../paging.ts";

const tag = "Templates";
const security = { apiKey: ["provider"] } as const;
const params = z.object({ templateId: z.uuid() });
export const templateListQuery = z.object(pageQuery);
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
  .object({
    id: z.uuid(),
    version: z.int().describe("The latest"),
    slug: z.string().nullable().describe("Set: shipped with the service"),
    definition: templateDefinitionSchema.meta({ id: "TemplateDefinition" }),
  })
  .meta({ id: "Template", description: "How a ticket looks and reads, once for both wallets" });

const problems = [
  "validation_failed",
  "unsupported_media_type",
  "unprocessable",
  "telling_text",
] as const;

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
    idempotent: true,
    responses: { 201: { description: "The template, version 1", schema: templateSchema } },
    problems,
  },
  {
    id: "listTemplates",
    method: "get",
    path: "/api/v1/templates",
    tag,
    summary: "Your own templates and the shipped ones",
    description: "Newest first, each in its latest version.",
    security,
    query: templateListQuery,
    responses: { 200: { description: "A page of them", schema: pageOf(templateSchema) } },
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
    problems,
  },
];
