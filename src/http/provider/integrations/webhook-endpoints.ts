import { z } from "zod";
import { listWebhooks } from "../../../actions/integrations/list-webhooks.ts";
import { createWebhook } from "../../../actions/integrations/create-webhook.ts";
import { removeWebhook } from "../../../actions/integrations/remove-webhook.ts";
import { renewWebhookSecret } from "../../../actions/integrations/renew-webhook-secret.ts";
import { sendTestEvent } from "../../../actions/integrations/send-test-event.ts";
import { webhookSignatures } from "../../../domain/integrations/webhook.ts";
import {
  allWebhookEvents,
  navEvents,
  officeEvents,
  webhookEvents,
} from "../../../domain/integrations/webhook-events.ts";
import type { Endpoint } from "../../api/endpoint.ts";
import { jsonEndpoint } from "../../api/json-endpoint.ts";
import {
  webhookExample,
  webhookShape,
  verifyingMembers,
  secretExample,
  webhookJson,
} from "./webhook-json.ts";

const tag = "Webhooks";
const roles = ["provider", "nav", "culture"] as const;
const list = (events: readonly string[]) => events.map((each) => `\`${each}\``).join(", ");
const params = z.object({ webhookId: z.uuid() });

/** Endpoints for the webhooks of providers, of NAV and of culture offices. */
export const webhookEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "makeWebhook",
      method: "post",
      path: "/api/v1/webhooks",
      tag,
      summary: "Be told of what happens",
      description: [
        "Each event is posted as JSON, as under `webhooks` of this document, and signed as in Standard Webhooks 1.0 by three headers: `webhook-id`, the same on every attempt; `webhook-timestamp`, in seconds; `webhook-signature`, one signature over `id.timestamp.body` or several with a space between, of which one must be right. `v1,` stands before the base64 of HMAC-SHA256 under the bytes that follow `whsec_` in base64, `v1a,` before that of Ed25519. Refuse what is older than five minutes.",
        "Answer 2xx within ten seconds; otherwise it comes again after 1, 5 and 30 minutes, 2, 6, 12 and 24 hours, each up to a fifth later, and not before your `Retry-After`. 410 stops the webhook. Order is not promised. A provider can have twenty, and so can NAV and the culture office in a municipality.",
        `Events of a provider: ${list(webhookEvents)}. Events of NAV, none of which tells whether a ticket was used: ${list(navEvents)}. Events of a culture office, of what waits for it: ${list(officeEvents)}.`,
      ].join(" "),
      roles,
      body: z.strictObject({
        url: z.string().max(2_000).describe("https, on the public internet"),
        events: z
          .array(z.enum(allWebhookEvents))
          .min(1)
          .max(webhookEvents.length)
          .describe("What to be told of, of your own kind of events"),
        municipality: z
          .string()
          .max(4)
          .optional()
          .describe("NAV's and a culture office's: which; needed where the key is of several"),
        signature: z
          .enum(webhookSignatures)
          .default("v1")
          .describe("`v1`: by a shared secret; `v1a`: by Ed25519, verified by a public key"),
      }),
      example: { url: webhookExample.url, events: webhookExample.events },
      responses: {
        201: {
          description: "The webhook with its secret",
          schema: z.object({ ...webhookShape, ...verifyingMembers }),
          example: { ...webhookExample, secret: secretExample },
        },
      },
      problems: {
        conflict: { detail: "There are 20 webhooks, as many as there can be; remove one first." },
      },
      idempotent: true,
    },
    async (deps, { actor, body }) => webhookJson(await createWebhook(deps, { actor, ...body })),
  ),
  jsonEndpoint(
    {
      id: "listWebhooks",
      method: "get",
      path: "/api/v1/webhooks",
      tag,
      summary: "Your webhooks",
      roles,
      responses: {
        200: {
          description: "The webhooks, without their secrets",
          schema: z.object({ items: z.array(z.object(webhookShape).meta({ id: "Webhook" })) }),
          example: { items: [webhookExample] },
        },
      },
    },
    async (deps, { actor }) => ({
      items: (await listWebhooks(deps, { actor })).map(webhookJson),
    }),
  ),
  jsonEndpoint(
    {
      id: "removeWebhook",
      method: "delete",
      path: "/api/v1/webhooks/{webhookId}",
      tag,
      summary: "Be told no more",
      roles,
      params,
      responses: { 204: { description: "It is gone, with its deliveries" } },
    },
    (deps, { actor, params }) => removeWebhook(deps, { actor, ...params }),
  ),
  jsonEndpoint(
    {
      id: "renewWebhookSecret",
      method: "post",
      path: "/api/v1/webhooks/{webhookId}/renew-secret",
      tag,
      summary: "Renew what signs the events",
      description: "For 24 hours each event has two signatures, of the old secret and the new.",
      roles,
      params,
      responses: {
        200: {
          description: "The new secret or public key",
          schema: z.object({
            ...verifyingMembers,
            previousUntil: z.iso.datetime().describe("Until when the old one signs, too"),
          }),
          example: {
            secret: secretExample,
            publicKey: null,
            previousUntil: "2026-11-17T10:00:00.000Z",
          },
        },
      },
      idempotent: true,
    },
    (deps, { actor, params }) => renewWebhookSecret(deps, { actor, ...params }),
  ),
  jsonEndpoint(
    {
      id: "sendTestEvent",
      method: "post",
      path: "/api/v1/webhooks/{webhookId}/test",
      tag,
      summary: "Send a test event",
      description:
        "`webhook.test`, signed like any other. When it is taken, a stopped webhook goes on. A webhook gets 20 a minute, with those sent again, and an owner's together 60.",
      roles,
      sends: true,
      params,
      responses: { 204: { description: "It is on its way" } },
    },
    (deps, { actor, params }) => sendTestEvent(deps, { actor, ...params }),
  ),
];
