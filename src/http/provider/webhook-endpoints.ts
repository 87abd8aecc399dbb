import { z } from "zod";
import { listWebhookDeliveries } from "../../actions/integrations/list-webhook-deliveries.ts";
import { listWebhooks } from "../../actions/integrations/list-webhooks.ts";
import { createWebhook } from "../../actions/integrations/create-webhook.ts";
import { removeWebhook } from "../../actions/integrations/remove-webhook.ts";
import { resendWebhookDelivery } from "../../actions/integrations/resend-webhook-delivery.ts";
import { webhookEvents } from "../../domain/integrations/webhook.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";

const tag = "Webhooks";
const params = z.object({ webhookId: z.uuid() });
const shape = {
  id: z.uuid(),
  url: z.url().describe("Where to"),
  events: z.array(z.enum(webhookEvents)).describe("What it is told of"),
  createdAt: z.iso.datetime().describe("When it was made"),
};
const delivery = z
  .object({
    id: z.uuid(),
    event: z.enum(webhookEvents).describe("What happened"),
    offerId: z.uuid().describe("To which offer"),
    createdAt: z.iso.datetime().describe("When"),
    state: z.enum(["owed", "delivered", "failed"]).describe("`failed`: given up after two days"),
    attempts: z.int().describe("How often it was sent"),
    deliveredAt: z.iso.datetime().nullable().describe("When you took it"),
    lastResult: z.string().nullable().describe("The status, or why there was none"),
  })
  .meta({ id: "WebhookDelivery" });

const example = {
  id: exampleIds.webhook,
  url: "https://tickets.example.no/hooks",
  events: ["offer.approved", "offer.sold_out"],
  createdAt: "2026-11-16T10:00:00.000Z",
};
const deliveryExample = {
  id: exampleIds.delivery,
  event: "offer.approved",
  offerId: exampleIds.offer,
  createdAt: "2026-11-16T12:10:00.000Z",
  state: "delivered",
  attempts: 1,
  deliveredAt: "2026-11-16T12:10:09.000Z",
  lastResult: "204",
};

/** Endpoints for a provider's webhooks and their deliveries. */
export const webhookEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "makeWebhook",
      method: "post",
      path: "/api/v1/webhooks",
      tag,
      summary: "Be told of what happens",
      description:
        'Each event is posted as JSON, `{"id", "type", "createdAt", "data": {"offerId"}}`, and names no person and no ticket. Three headers sign it: `webhook-id`, the same on every attempt; `webhook-timestamp`, in seconds; `webhook-signature`, `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, under the bytes that follow `whsec_` in base64. Refuse what is older than five minutes. Answer 2xx within ten seconds; otherwise it comes again after 1, 5 and 30 minutes, 2, 6, 12 and 24 hours. The secret is shown this once. A provider can have twenty.',
      roles: ["provider"],
      body: z.strictObject({
        url: z.string().max(2_000).describe("https, on the public internet"),
        events: z.array(z.enum(webhookEvents)).min(1).max(3).describe("What to be told of"),
      }),
      example: { url: example.url, events: example.events },
      responses: {
        201: {
          description: "The webhook with its secret",
          schema: z.object({
            ...shape,
            secret: z.string().describe("By which each event is signed; shown this once"),
          }),
          example: { ...example, secret: "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDOhv2xQhjV0k=" },
        },
      },
      problems: {
        conflict: { detail: "There are 20 webhooks, as many as there can be; remove one first." },
      },
      idempotent: true,
    },
    (deps, { actor, body }) => createWebhook(deps, { actor, ...body }),
  ),
  jsonEndpoint(
    {
      id: "listWebhooks",
      method: "get",
      path: "/api/v1/webhooks",
      tag,
      summary: "Your webhooks",
      roles: ["provider"],
      responses: {
        200: {
          description: "The webhooks, without their secrets",
          schema: z.object({ items: z.array(z.object(shape).meta({ id: "Webhook" })) }),
          example: { items: [example] },
        },
      },
    },
    async (deps, { actor }) => ({ items: await listWebhooks(deps, { actor }) }),
  ),
  jsonEndpoint(
    {
      id: "removeWebhook",
      method: "delete",
      path: "/api/v1/webhooks/{webhookId}",
      tag,
      summary: "Be told no more",
      roles: ["provider"],
      params,
      responses: { 204: { description: "It is gone, with its deliveries" } },
    },
    (deps, { actor, params }) => removeWebhook(deps, { actor, ...params }),
  ),
  jsonEndpoint(
    {
      id: "listWebhookDeliveries",
      method: "get",
      path: "/api/v1/webhooks/{webhookId}/deliveries",
      tag,
      summary: "What was sent, and what came of it",
      description: "The latest hundred, the newest first. They are kept for 30 days.",
      roles: ["provider"],
      params,
      responses: {
        200: {
          description: "The deliveries",
          schema: z.object({ items: z.array(delivery) }),
          example: { items: [deliveryExample] },
        },
      },
    },
    async (deps, { actor, params }) => ({
      items: await listWebhookDeliveries(deps, { actor, ...params }),
    }),
  ),
  jsonEndpoint(
    {
      id: "resendWebhookDelivery",
      method: "post",
      path: "/api/v1/webhooks/{webhookId}/deliveries/{deliveryId}/resend",
      tag,
      summary: "Send a delivery again",
      roles: ["provider"],
      params: params.extend({ deliveryId: z.uuid() }),
      responses: { 204: { description: "It is on its way, with the same id" } },
    },
    (deps, { actor, params }) => resendWebhookDelivery(deps, { actor, ...params }),
  ),
];
