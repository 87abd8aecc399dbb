import { z } from "zod";
import type { WebhookDelivery } from "../../../domain/integrations/webhook.ts";
import {
  allWebhookEvents,
  navEvents,
  testEvent,
  webhookEvents,
} from "../../../domain/integrations/webhook-events.ts";
import { exampleIds } from "../../api/examples/example-ids.ts";
import type { DocumentedEvent } from "../../api/openapi/webhook.ts";

/** Of what others than the provider do to a ticket, the hour is told, at its end. */
const hourly = "told at the end of the hour, and dated by it";

const summaries: Record<WebhookDelivery["event"], string> = {
  "offer.approved": "The culture office has approved an offer",
  "offer.returned": "The culture office has returned an offer, with a reason",
  "offer.change_approved":
    "The culture office has approved a change of an approved offer, which holds from now",
  "offer.change_returned":
    "The culture office has returned a change of an approved offer, with a reason; the offer holds as before",
  "offer.paused":
    "The culture office has paused an offer, perhaps with a reason (`officeReason`); tickets that are out stay valid",
  "offer.closed":
    "The culture office has closed an offer, perhaps with a reason (`officeReason`); tickets that are out stay valid",
  "offer.sold_out": "The last ticket of an offer is allocated",
  "offer.low_on_codes":
    "Fewer free codes of your own are left than a tenth of the quota, or than five; told once after each upload",
  "offer.unfetched":
    "Two weeks after five tickets or more were issued none of the offer's is fetched; told once",
  "provider.suspended":
    "The culture office has suspended you: your open offers are paused, and tickets that are out stay valid",
  "provider.resumed":
    "The culture office has approved you again; your offers stay paused until you resume them",
  "offer.submitted":
    "To a culture office: a provider of its municipality has submitted an offer; `listReviews` has it",
  "offer.change_submitted":
    "To a culture office: a change of an approved offer waits, where none waited before",
  "settlement.stated":
    "A month with a refund is stated; told once, without amounts. To a provider, and to the culture office of each municipality that pays",
  "ticket.issued": `A ticket is issued, also in the place of one that moved to a new phone; ${hourly}`,
  "ticket.used": "A scanner has let a ticket's holder in",
  "ticket.returned": `A ticket was given back; ${hourly}. A provider gets its \`ticketId\`, NAV its \`serialNumber\``,
  "ticket.revoked": `A ticket was ended early; ${hourly}. If it bears a code of your own that was shown, \`listCodesToBlock\` has the code under its id`,
  "ticket.cancelled": "A ticket ended with its offer, which was cancelled",
  "allocation.issued":
    "To NAV: all tickets of an allocation are issued, after its grace; in an allocation of several municipalities to each of them",
  "ticket.lapsed": `To NAV: a ticket was not fetched in time; ${hourly}`,
  "message.failed":
    "To NAV: a message that announced tickets was given up; its reason is in `listMessages`",
  "webhook.test": "You asked for a test",
};

type EventType = WebhookDelivery["event"];
const includes = (events: readonly string[], type: EventType) => events.includes(type);

const offerId = z.uuid().describe("Which offer");
const isOfOffer = (type: EventType) => type.startsWith("offer.") || type.startsWith("ticket.");
const providerData = (type: EventType) =>
  z.strictObject({
    ...(isOfOffer(type) && { offerId }),
    ...(type === "settlement.stated" && {
      month: z
        .string()
        .describe("Which month, `YYYY-MM`; the settlement of the month has its lines"),
    }),
    ...(type.startsWith("ticket.") && {
      ticketId: z
        .uuid()
        .describe(
          "Which ticket: an id of your events alone, the same in all of them, on no ticket",
        ),
    }),
  });
const serialNumber = z.string().describe("Which ticket");
const navData = (type: EventType) => {
  if (type === "allocation.issued") {
    return z.strictObject({ allocationId: z.uuid().describe("Which allocation") });
  }
  if (type.startsWith("ticket.")) return z.strictObject({ offerId, serialNumber });
  return z.strictObject({
    recipientId: z.uuid().describe("The recipient's `id`"),
    messageId: z.uuid().describe("As in `listMessages`"),
  });
};
const dataOf = (type: EventType): z.ZodType => {
  if (!includes(navEvents, type)) return providerData(type);
  if (!includes(webhookEvents, type)) return navData(type);
  return z.union([providerData(type), navData(type)]);
};
const exampleOf = (type: EventType) => {
  if (type === testEvent || type.startsWith("provider.")) return {};
  if (type === "settlement.stated") return { month: "2027-02" };
  if (type === "allocation.issued") return { allocationId: exampleIds.allocation };
  if (type === "message.failed") {
    return { recipientId: exampleIds.recipient, messageId: exampleIds.message };
  }
  const { offer, serialNumber, ticket } = exampleIds;
  if (type === "ticket.lapsed") return { offerId: offer, serialNumber };
  return { offerId: offer, ...(type.startsWith("ticket.") && { ticketId: ticket }) };
};

/** The events that webhooks tell of, for the OpenAPI document. */
export const documentedEvents: readonly DocumentedEvent[] = (
  [...allWebhookEvents, testEvent] as const
).map((type) => ({
  type,
  summary: summaries[type],
  body: z.strictObject({
    id: z.uuid().describe("As in `webhook-id`"),
    type: z.literal(type).describe("What happened"),
    timestamp: z.iso.datetime().describe("When"),
    createdAt: z.iso.datetime().describe("The same as `timestamp`"),
    data: dataOf(type).describe("To what"),
  }),
  example: {
    id: exampleIds.delivery,
    type,
    timestamp: "2026-11-16T12:00:00.000Z",
    createdAt: "2026-11-16T12:00:00.000Z",
    data: exampleOf(type),
  },
}));
