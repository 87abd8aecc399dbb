import type { WebhookDelivery } from "../../domain/integrations/webhook.ts";
import { testEvent, type WebhookOwner } from "../../domain/integrations/webhook-events.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { isOwn, none } from "./webhooks.ts";

const deliveryColumns = `deliveries.id, deliveries.event, deliveries.offer_id, deliveries.ticket_id, deliveries.month,
  deliveries.allocation_id, deliveries.serial_number, deliveries.message_id,
  (select recipient_id from messages where messages.id = deliveries.message_id) as recipient_id,
  deliveries.created_at, deliveries.state, deliveries.attempts, deliveries.delivered_at,
  deliveries.last_result`;

/** Position after a delivery in the list of its webhook's. */
interface DeliveryCursor {
  /** When it was made, to the microsecond. */
  at: string;
  id: string;
}

/**
 * A page of the deliveries of a webhook of the owner, the newest first, each with the cursor after it. One that is not
 * due `now` is left out: that it is there already would tell the moment within the hour.
 */
export async function webhookDeliveriesOf(
  db: Db,
  {
    after,
    ...asked
  }: WebhookOwner & { webhookId: string; now: Date; limit: number; after?: DeliveryCursor },
): Promise<{ delivery: WebhookDelivery; cursor: DeliveryCursor }[]> {
  const rows = await sql(db, { ...none, ...asked, ...after }).rows<
    WebhookDelivery & { at: string }
  >(`
    select ${deliveryColumns},
      to_char(deliveries.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from webhook_deliveries as deliveries join webhooks on webhooks.id = deliveries.webhook_id
    where ${isOwn} and webhooks.id = :webhookId
      and (deliveries.attempts > 0 or deliveries.next_attempt_at <= :now)
      ${after ? "and (deliveries.created_at, deliveries.id) < (:at::timestamptz, :id::uuid)" : ""}
    order by deliveries.created_at desc, deliveries.id desc limit :limit`);
  return rows.map(({ at, ...delivery }) => ({ delivery, cursor: { at, id: delivery.id } }));
}

/** Requeues the delivery from its first attempt. False when the owner has none with this id. */
export async function requeueDelivery(
  trx: Trx,
  delivery: WebhookOwner & { webhookId: string; deliveryId: string; at: Date },
): Promise<boolean> {
  const requeued = await sql(trx, { ...none, ...delivery }).count(`
    update webhook_deliveries as deliveries
    set state = 'owed', attempts = 0, next_attempt_at = :at, delivered_at = null
    from webhooks
    where webhooks.id = deliveries.webhook_id and ${isOwn}
      and webhooks.id = :webhookId and deliveries.id = :deliveryId`);
  return requeued > 0;
}

/** Requeues the webhook's ended deliveries of `from` up to `until`. Returns how many. */
export function requeueDeliveries(
  trx: Trx,
  range: { webhookId: string; from: Date; until: Date; at: Date },
): Promise<number> {
  return sql(trx, range).count(`
    update webhook_deliveries
    set state = 'owed', attempts = 0, next_attempt_at = :at, delivered_at = null
    where webhook_id = :webhookId and state <> 'owed'
      and created_at >= :from and created_at < :until`);
}

/** Inserts a delivery of the test event. */
export async function insertTestDelivery(
  trx: Trx,
  test: { webhookId: string; at: Date },
): Promise<void> {
  await sql(trx, { ...test, event: testEvent }).count(`
    insert into webhook_deliveries (webhook_id, event, created_at, next_attempt_at)
    values (:webhookId, :event, :at, :at)`);
}

/** The webhooks with a due delivery. */
export function webhooksToDeliver(db: Db, now: Date): Promise<string[]> {
  return sql(db, { now }).column(`
    select distinct webhook_id from webhook_deliveries
    where state = 'owed' and next_attempt_at <= :now`);
}

/** The providers' webhooks with a delivery that has not been attempted. */
export function webhooksWithNewEvents(db: Db, providerIds: string[]): Promise<string[]> {
  return sql(db, { providerIds }).column(`
    select webhooks.id from webhooks
    where webhooks.provider_id = any(:providerIds::uuid[]) and exists (
      select from webhook_deliveries as deliveries
      where deliveries.webhook_id = webhooks.id
        and deliveries.state = 'owed' and deliveries.attempts = 0)`);
}

/** Leases deliveries that are due: no other worker claims them until `leaseUntil`. */
export function claimDeliveries(
  trx: Trx,
  webhookId: string,
  lease: { now: Date; leaseUntil: Date; limit: number },
): Promise<WebhookDelivery[]> {
  return sql(trx, { webhookId, ...lease }).rows(`
    update webhook_deliveries as deliveries
    set attempts = deliveries.attempts + 1, next_attempt_at = :leaseUntil
    from (
      select id from webhook_deliveries
      where webhook_id = :webhookId and state = 'owed' and next_attempt_at <= :now
      order by created_at, id limit :limit for update skip locked
    ) as due
    where deliveries.id = due.id
    returning ${deliveryColumns}`);
}

/**
 * Records an attempt's result; without a next attempt the delivery ends as delivered or failed. One that ended
 * meanwhile, as when its webhook was stopped, stays ended, though one that was taken is delivered.
 */
export async function recordAttempt(
  trx: Trx,
  attempt: {
    id: string;
    delivered: boolean;
    result: string;
    nextAttemptAt: Date | undefined;
    at: Date;
  },
): Promise<void> {
  const { delivered, nextAttemptAt, at } = attempt;
  const state = delivered ? "delivered" : nextAttemptAt ? "owed" : "failed";
  await sql(trx, { ...attempt, state, deliveredAt: delivered ? at : null }).count(`
    update webhook_deliveries
    set state = :state, last_result = :result, delivered_at = :deliveredAt,
      next_attempt_at = coalesce(:nextAttemptAt::timestamptz, next_attempt_at)
    where id = :id and (state = 'owed' or :delivered::boolean)`);
}

/** Deletes the webhook's ended deliveries from before the instant. */
export async function deleteOldDeliveries(
  trx: Trx,
  webhookId: string,
  before: Date,
): Promise<void> {
  await sql(trx, { webhookId, before }).count(`
    delete from webhook_deliveries
    where webhook_id = :webhookId and state <> 'owed' and created_at < :before`);
}
