import type { z } from "zod";
import type { OpenApiWebhook } from "../../../views/docs/openapi-document.ts";
import type { Components } from "./components.ts";

/** An event that webhooks tell of. */
export interface DocumentedEvent {
  type: string;
  summary: string;
  body: z.ZodType;
  example: unknown;
}

const header = (name: string, description: string, example: string) => ({
  name,
  in: "header",
  required: true,
  description,
  schema: { type: "string" },
  example,
});

const signed = [
  header(
    "webhook-id",
    "The event's id, the same on every attempt",
    "9f0d8a3e-2a63-4a67-8d7c-3b1a4cbd2f09",
  ),
  header("webhook-timestamp", "When this attempt was made, in seconds since 1970", "1794830400"),
  header(
    "webhook-signature",
    "One signature or several with a space between, of which one must be right",
    "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
  ),
];

/** Returns how an event is sent, and what the receiver's answer means. */
export function webhookOf(
  { type, summary, body, example }: DocumentedEvent,
  components: Components,
): OpenApiWebhook {
  const schema = components.schema(body, "output");
  return {
    operationId: type,
    tags: ["Webhooks"],
    summary,
    // The signature is among the headers: OpenAPI has no scheme for it.
    security: [],
    parameters: signed,
    requestBody: { required: true, content: { "application/json": { schema, example } } },
    responses: {
      "2XX": { description: "Taken" },
      "410": { description: "Gone: the webhook is stopped" },
      default: { description: "Sent again later, not before `Retry-After`" },
    },
  };
}
