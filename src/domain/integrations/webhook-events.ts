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
