import { z } from "zod";
import { listWebhookDeliveries } from "../../../actions/integrations/list-webhook-deliveries.ts";
import { resendWebhookDeliveries } from "../../../actions/integrations/resend-webhook-deliveries.ts";
import { resendWebhookDelivery } from "../../../actions/integrations/resend-webhook-delivery.ts";
import type { WebhookDelivery } from "../../../domain/integrations/webhook.ts";
import { allWebhookEvents, testEvent } from "../../../domain/integrations/webhook-events.ts";
import type { Endpoint } from "../../api/endpoint.ts";
import { pageOf, pageQuery, pageWith } from "../../api/paging.ts";
import { jsonEndpoint } from "../../api/json-endpoint.ts";
import { exampleIds } from "../../api/examples/example-ids.ts";

const tag = "Webhooks";
const params = z.object({ webhookId: z.uuid() });
const instant = z.iso.datetime({ offset: true });
const delivery = z
  .object({
    id: z.uuid(),
    event: z.enum([...allWebhookEvents, testEvent]).describe("What happened"),
    offerId: z.uuid().nullable().describe("To which offer; null for what is of no one offer"),
    ticketId: z.uuid().nullable().describe("To which ticket, by its id in your events alone"),
    month: z.string().optional().describe("Of a stated settlement: `YYYY-MM`"),
    allocationId: z.uuid().optional().describe("NAV's: to which allocation"),
    serialNumber: z.string().optional().describe("NAV's: to which ticket"),
    recipientId: z.uuid().optional().describe("NAV's: whose message"),
    messageId: z.uuid().optional().describe("NAV's: which message"),
    createdAt: z.iso.datetime().describe("When; the hour of what others than you did to a ticket"),
    state: z
      .enum(["owed", "delivered", "failed"])
      .describe("`failed`: given up after two days, or answered by 410"),
    attempts: z.int().describe("How often it was sent"),
    deliveredAt: z.iso.datetime().nullable().describe("When you took it"),
    lastResult: z.string().nullable().describe("The status, or why there was none"),
  })
  .meta({ id: "WebhookDelivery" });

const example = {
  id: exampleIds.delivery,
  event: "offer.approved",
  offerId: exampleIds.offer,
  ticketId: null,
  createdAt: "2026-11-16T12:10:00.000Z",
  state: "delivered",
  attempts: 1,
  deliveredAt: "2026-11-16T12:10:09.000Z",
  lastResult: "204",
};

/** A delivery in answers, with the ids of the things that its event is about, and no others. */
const answered = ({
  month,
  allocationId,
  serialNumber,
  recipientId,
  messageId,
  ...rest
}: WebhookDelivery) => ({
  ...rest,
  ...(month !== null && { month }),
  ...(allocationId !== null && { allocationId }),
  ...(serialNumber !== null && { serialNumber }),
  ...(recipientId !== null && { recipientId }),
  ...(messageId !== null && { messageId }),
});

/** Endpoints for the deliveries to webhooks of providers, NAV and culture offices. */
export const webhookDeliveryEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "listWebhookDeliveries",
      method: "get",
      path: "/api/v1/webhooks/{webhookId}/deliveries",
      tag,
      summary: "What was sent, and what came of it",
      description: "The newest first. They are kept for 30 days.",
      roles: ["provider", "nav", "culture"],
      params,
      query: z.object({ ...pageQuery, limit: pageQuery.limit.default(100) }),
      responses: {
        200: {
          description: "A page of them",
          schema: pageOf(delivery),
          example: pageWith(example),
        },
      },
    },
    async (deps, { actor, params, query }) => {
      const { items, nextCursor } = await listWebhookDeliveries(deps, {
        actor,
        ...params,
        ...query,
      });
      return { items: items.map(answered), nextCursor };
    },
  ),
  jsonEndpoint(
    {
      id: "resendWebhookDelivery",
      sends: true,
      method: "post",
      path: "/api/v1/webhooks/{webhookId}/deliveries/{deliveryId}/resend",
      tag,
      summary: "Send a delivery again",
      roles: ["provider", "nav", "culture"],
      params: params.extend({ deliveryId: z.uuid() }),
      responses: { 204: { description: "It is on its way, with the same id" } },
    },
    (deps, { actor, params }) => resendWebhookDelivery(deps, { actor, ...params }),
  ),
  jsonEndpoint(
    {
      id: "resendWebhookDeliveries",
      sends: true,
      method: "post",
      path: "/api/v1/webhooks/{webhookId}/deliveries/resend",
      tag,
      summary: "Send all deliveries of a time again",
      description: "After your receiver was away, say. Those on their way are left alone.",
      roles: ["provider", "nav", "culture"],
      params,
      body: z
        .strictObject({
          from: instant.describe("The first instant of events to send"),
          until: instant.describe("The instant before which they happened"),
        })
        .refine(({ from, until }) => new Date(from) < new Date(until), {
          message: "must be after `from`",
          path: ["until"],
        }),
      example: { from: "2026-11-16T00:00:00+01:00", until: "2026-11-17T00:00:00+01:00" },
      responses: {
        200: {
          description: "They are on their way, with the same ids",
          schema: z.object({ deliveries: z.int().describe("How many") }),
          example: { deliveries: 12 },
        },
      },
    },
    async (deps, { actor, params, body }) => {
      const range = { from: new Date(body.from), until: new Date(body.until) };
      return { deliveries: await resendWebhookDeliveries(deps, { actor, ...params, ...range }) };
    },
  ),
];
