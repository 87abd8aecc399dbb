import type { testEvent } from "./webhook-events.ts";
import { type WebhookEvent } from "./webhook-events.ts";

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
