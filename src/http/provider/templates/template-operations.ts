import { z } from "zod";
import { templateDefinitionSchema } from "../../../domain/templates/template-schema.ts";
import {
  templateExample,
  templateFaultsExample,
  templatePartsExample,
  templateRevealingExample,
} from "../../api/examples/template-examples.ts";
import type { Operation, ProblemExamples } from "../../api/operation.ts";
import { pageOf, pageQuery, pageWith } from "../../api/paging.ts";

const tag = "Templates";
const security = { apiKey: ["provider"] } as const;
const params = z.object({ templateId: z.uuid() });
export const templateListQuery = z.strictObject({
  ...pageQuery,
  archived: z
    .stringbool()
    .default(false)
    .describe("`true`: those of your own that are archived, instead of the others"),
});
const parts = {
  template: {
    description:
      "JSON: `name`, `style` (event, admission, membership), `colors`, `logoText?`, `fields` by slot (header, primary, secondary, auxiliary, back)",
    required: true,
  },
  icon: {
    description:
      "PNG, JPEG, WebP or SVG, any size: fitted to every slot. Without it a new template gets the icon and the logo of your look",
    required: false,
  },
  logo: { description: "As icon", required: false },
  hero: { description: "As icon; the picture on the ticket", required: false },
};

const templateSchema = z
  .object({
    id: z.uuid(),
    version: z.int().describe("The latest"),
    slug: z.string().nullable().describe("Set: shipped with the service"),
    definition: templateDefinitionSchema.meta({
      id: "TemplateDefinition",
      description: "What was uploaded, the pictures apart",
    }),
  })
  .meta({ id: "Template", description: "How a ticket looks and reads, once for both wallets" });

const problems: ProblemExamples = {
  validation_failed: {
    detail: "The part template must be there and hold JSON.",
    errors: [{ path: "template", code: "invalid_json", message: "must be JSON" }],
  },
  unprocessable: {
    detail: "The template cannot become a ticket as it is.",
    errors: templateFaultsExample,
  },
  revealing_text: {
    detail: "A text would tell how the holder came by the ticket.",
    errors: templateRevealingExample,
  },
};

/** Descriptions of the template routes for the OpenAPI document. */
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
    example: templatePartsExample,
    idempotent: true,
    responses: {
      201: {
        description: "The template, version 1",
        schema: templateSchema,
        example: templateExample(1),
      },
    },
    problems,
  },
  {
    id: "listTemplates",
    method: "get",
    path: "/api/v1/templates",
    tag,
    summary: "Your own templates and the shipped ones",
    description: "Newest first, each in its latest version; without those that are archived.",
    security,
    query: templateListQuery,
    responses: {
      200: {
        description: "A page of them",
        schema: pageOf(templateSchema),
        example: pageWith(templateExample(1)),
      },
    },
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
    versioned: true,
    responses: {
      200: { description: "The template", schema: templateSchema, example: templateExample(1) },
    },
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
    versioned: true,
    example: templatePartsExample,
    responses: {
      200: {
        description: "The template, one version up",
        schema: templateSchema,
        example: templateExample(2),
      },
    },
    problems,
  },
];
