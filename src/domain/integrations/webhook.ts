/** What a provider's systems can be told of. */
export const webhookEvents = ["offer.approved", "offer.sold_out", "ticket.used"] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export interface Webhook {
  id: string;
  url: string;
  events: WebhookEvent[];
  createdAt: Date;
}

export interface WebhookDelivery {
  id: string;
  event: WebhookEvent;
  offerId: string;
  createdAt: Date;
  state: "owed" | "delivered" | "failed";
  attempts: number;
  deliveredAt: Date | null;
  /** What the last attempt met: the status, or why there was none. */
  lastResult: string | null;
}

const minutes = [1, 5, 30, 120, 360, 720, 1440];

/** When to try again after so many attempts; undefined: no more. In all about two days. */
export function nextWebhookAttempt(attempts: number, at: Date): Date | undefined {
  const wait = minutes[attempts - 1];
  return wait === undefined ? undefined : new Date(at.getTime() + wait * 60_000);
}
