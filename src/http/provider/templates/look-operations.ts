import { z } from "zod";
import { lookSchema } from "../../../domain/templates/look.ts";
import {
  templateFaultsExample,
  templatePartsExample,
} from "../../api/examples/template-examples.ts";
import type { Operation } from "../../api/operation.ts";

const tag = "Templates";
const security = { apiKey: ["provider"] } as const;
const colors = { background: "#e6f1fa", foreground: "#0b2b4b", label: "#2a5f8f" };
const schema = z
  .object({
    version: z.int().describe("Grows with each change"),
    colors: lookSchema.shape.colors,
    hasLogo: z.boolean().describe("Whether there is a logo beside the icon"),
  })
  .meta({ id: "Look", description: "Logo and colours, with which each new template begins" });

/** Descriptions of the look's routes for the OpenAPI document. */
export const lookOperations: readonly Operation[] = [
  {
    id: "showLook",
    method: "get",
    path: "/api/v1/look",
    tag,
    summary: "Your logo and colours",
    description: "Kept once: your first template gives them, until you set others.",
    security,
    versioned: true,
    responses: {
      200: { description: "The look", schema, example: { version: 1, colors, hasLogo: false } },
    },
    problems: { not_found: { detail: "You have no look yet; a template gives you one." } },
  },
  {
    id: "replaceLook",
    method: "put",
    path: "/api/v1/look",
    tag,
    summary: "Set your logo and colours",
    description:
      "New templates begin with them; those that are there keep theirs. Without `icon` both pictures stay as they are; with it there is a logo only where you send one.",
    security,
    parts: {
      look: { description: "JSON: `colors`, as in a template", required: true },
      icon: {
        description: "PNG, JPEG, WebP or SVG, any size: fitted to every slot",
        required: false,
      },
      logo: { description: "As icon", required: false },
    },
    versioned: true,
    example: { look: JSON.stringify({ colors }), icon: templatePartsExample.icon },
    responses: {
      200: {
        description: "The look, one version up",
        schema,
        example: { version: 2, colors, hasLogo: false },
      },
    },
    problems: {
      validation_failed: {
        detail: "The part look must be there and hold JSON.",
        errors: [{ path: "look", code: "invalid_json", message: "must be JSON" }],
      },
      unprocessable: {
        detail: "The look cannot become a ticket's as it is.",
        errors: templateFaultsExample,
      },
    },
  },
];
