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
  /** The status of the last attempt, or why there was none. */
  lastResult: string | null;
}

const minutes = [1, 5, 30, 120, 360, 720, 1440];

/** The time of the next attempt after so many; undefined after the last. About two days in all. */
export function nextWebhookAttempt(attempts: number, at: Date): Date | undefined {
  const wait = minutes[attempts - 1];
  return wait === undefined ? undefined : new Date(at.getTime() + wait * 60_000);
}
