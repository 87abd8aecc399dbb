import { z } from "zod";
import {
  testEvent,
  webhookEvents,
  type WebhookDelivery,
} from "../../domain/integrations/webhook.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import type { DocumentedEvent } from "../api/openapi/webhook.ts";

/** Of what others than the provider do to a ticket, the hour is told, at its end. */
const hourly = "told at the end of the hour, and dated by it";

const summaries: Record<WebhookDelivery["event"], string> = {
  "offer.approved": "The culture office has approved an offer",
  "offer.returned": "The culture office has returned an offer, with a reason",
  "offer.sold_out": "The last ticket of an offer is allocated",
  "offer.low_on_codes":
    "Fewer free codes of your own are left than a tenth of the quota, or than five; told once after each upload",
  "offer.unfetched":
    "Two weeks after five tickets or more were issued none of the offer's is fetched; told once",
  "ticket.issued": `A ticket is issued, also in the place of one that moved to a new phone; ${hourly}`,
  "ticket.used": "A scanner has let a ticket's holder in",
  "ticket.returned": `A ticket was given back; ${hourly}`,
  "ticket.revoked": `A ticket was ended early; ${hourly}. If it bears a code of your own that was shown, \`listCodesToBlock\` has the code under its id`,
  "ticket.cancelled": "A ticket ended with its offer, which was cancelled",
  "webhook.test": "You asked for a test",
};

const dataOf = (type: WebhookDelivery["event"]) => ({
  ...(type !== testEvent && { offerId: z.uuid().describe("Which offer") }),
  ...(type.startsWith("ticket.") && {
    ticketId: z
      .uuid()
      .describe("Which ticket: an id of your events alone, the same in all of them, on no ticket"),
  }),
});
const exampleOf = (type: WebhookDelivery["event"]) => ({
  ...(type !== testEvent && { offerId: exampleIds.offer }),
  ...(type.startsWith("ticket.") && { ticketId: exampleIds.ticket }),
});

/** The events that a provider's webhooks tell of, for the OpenAPI document. */
export const documentedEvents: readonly DocumentedEvent[] = (
  [...webhookEvents, testEvent] as const
).map((type) => ({
  type,
  summary: summaries[type],
  body: z.strictObject({
    id: z.uuid().describe("As in `webhook-id`"),
    type: z.literal(type).describe("What happened"),
    timestamp: z.iso.datetime().describe("When"),
    createdAt: z.iso.datetime().describe("The same as `timestamp`"),
    data: z.strictObject(dataOf(type)).describe("To what"),
  }),
  example: {
    id: exampleIds.delivery,
    type,
    timestamp: "2026-11-16T12:00:00.000Z",
    createdAt: "2026-11-16T12:00:00.000Z",
    data: exampleOf(type),
  },
}));
