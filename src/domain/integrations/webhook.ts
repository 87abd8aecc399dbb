/** What a provider's webhooks can tell of. */
export const webhookEvents = [
  "offer.approved",
  "offer.returned",
  "offer.change_approved",
  "offer.change_returned",
  "offer.paused",
  "offer.closed",
  "offer.sold_out",
  "offer.low_on_codes",
  "offer.unfetched",
  "provider.suspended",
  "provider.resumed",
  "settlement.stated",
  "ticket.issued",
  "ticket.used",
  "ticket.returned",
  "ticket.revoked",
  "ticket.cancelled",
] as const;

/** What the webhooks of a municipality, for NAV's systems, can tell of: nothing that a use moves. */
export const navEvents = [
  "allocation.issued",
  "ticket.lapsed",
  "ticket.returned",
  "message.failed",
] as const;

/** What the webhooks of a municipality's culture office can tell of. */
export const officeEvents = [
  "offer.submitted",
  "offer.change_submitted",
  "settlement.stated",
] as const;

/** All that webhooks can tell of, of any owner. */
export const allWebhookEvents = [
  ...new Set([...webhookEvents, ...navEvents, ...officeEvents] as const),
];

export type WebhookEvent = (typeof allWebhookEvents)[number];

/** Whose a webhook is: a provider's, or one of the municipalities', of NAV or of the culture office there. */
export type WebhookOwner =
  | { providerId: string; municipalities?: undefined; ofOffice?: undefined }
  | { municipalities: string[]; providerId?: undefined; ofOffice?: boolean };

/** What the owner's webhooks can tell of. */
export function eventsOf({ providerId, ofOffice = false }: WebhookOwner): readonly WebhookEvent[] {
  if (providerId !== undefined) return webhookEvents;
  return ofOffice ? officeEvents : navEvents;
}

/** An event that is sent when the provider asks for one, to try its receiver. */
export const testEvent = "webhook.test";

/** `v1`: HMAC-SHA256 under a shared secret; `v1a`: Ed25519. */
export const webhookSignatures = ["v1", "v1a"] as const;
export type WebhookSignature = (typeof webhookSignatures)[number];

export interface Webhook {
  id: string;
  /** Whose it is; null where it is a provider's. */
  municipality: string | null;
  url: string;
  events: WebhookEvent[];
  createdAt: Date;
  /** `whpk_` and the base64 of the Ed25519 key; null for signatures under a shared secret. */
  publicKey: string | null;
  /** When the receiver answered 410; null: events are sent. */
  stoppedAt: Date | null;
}

export interface WebhookDelivery {
  id: string;
  event: WebhookEvent | typeof testEvent;
  /** Null for a test, and for an event of no one offer. */
  offerId: string | null;
  /** `YYYY-MM`, of a stated settlement; null in others. */
  month: string | null;
  /** The ticket's id for this provider alone; null for an event of the whole offer. */
  ticketId: string | null;
  /** What NAV's events are about; null in others. */
  allocationId: string | null;
  serialNumber: string | null;
  messageId: string | null;
  /** Whom the message was for. */
  recipientId: string | null;
  createdAt: Date;
  state: "owed" | "delivered" | "failed";
  attempts: number;
  deliveredAt: Date | null;
  /** The status of the last attempt, or why there was none. */
  lastResult: string | null;
}

const minutes = [1, 5, 30, 120, 360, 720, 1440];
const day = 24 * 3_600_000;

/** The instant that a Retry-After header names, by seconds or by date; undefined without a valid one. */
export function retryAfterInstant(header: string | undefined, at: Date): Date | undefined {
  if (header === undefined) return undefined;
  const moment = /^\d+$/.test(header) ? at.getTime() + Number(header) * 1000 : Date.parse(header);
  return Number.isNaN(moment) ? undefined : new Date(Math.min(moment, at.getTime() + day));
}

/**
 * The time of the next attempt after so many: after a growing wait and up to a fifth more, which the random
 * id of the delivery decides, so that a receiver that was away is not met by all at once. Not before
 * `retryAfter`, which counts for a day at most. Undefined after the last attempt, about two days in all.
 */
export function nextWebhookAttempt(
  { id, attempts }: Pick<WebhookDelivery, "id" | "attempts">,
  at: Date,
  retryAfter?: Date,
): Date | undefined {
  const wait = minutes[attempts - 1];
  if (wait === undefined) return undefined;
  const share = Number.parseInt(id.slice(0, 8), 16) / 2 ** 32;
  const usual = at.getTime() + wait * 60_000 * (1 + share / 5);
  return new Date(Math.max(usual, retryAfter?.getTime() ?? 0));
}

/**
 * The body of an event in the form of Standard Webhooks; `id` and `createdAt` are kept for receivers of earlier
 * releases.
 */
export function webhookBody({ id, event, createdAt, ...delivery }: WebhookDelivery): string {
  return JSON.stringify({
    id,
    type: event,
    timestamp: createdAt,
    createdAt,
    data: {
      offerId: delivery.offerId ?? undefined,
      ticketId: delivery.ticketId ?? undefined,
      month: delivery.month ?? undefined,
      allocationId: delivery.allocationId ?? undefined,
      serialNumber: delivery.serialNumber ?? undefined,
      recipientId: delivery.recipientId ?? undefined,
      messageId: delivery.messageId ?? undefined,
    },
  });
}
