import type { WebhookDelivery } from "./webhook.ts";

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
