import type { Webhook, WebhookDelivery } from "../../domain/integrations/webhook.ts";
import type { Db, Trx } from "../connect.ts";

const columns = `id, url, events, created_at as "createdAt"`;

export async function insertWebhook(
  trx: Trx,
  {
    providerId,
    url,
    events,
    secretSealed,
    at,
  }: { providerId: string; secretSealed: Buffer; at: Date } & Pick<Webhook, "url" | "events">,
): Promise<Webhook | undefined> {
  const { rows } = await trx.raw<{ rows: Webhook[] }>(
    `insert into webhooks (provider_id, url, events, secret_sealed, created_at)
     values (?, ?, ?::text[], ?, ?) returning ${columns}`,
    [providerId, url, events, secretSealed, at],
  );
  return rows[0];
}

/** The provider's, the oldest first. */
export async function webhooksOf(db: Db, providerId: string): Promise<Webhook[]> {
  const { rows } = await db.raw<{ rows: Webhook[] }>(
    `select ${columns} from webhooks where provider_id = ? order by created_at, id`,
    [providerId],
  );
  return rows;
}

/** Where to and how signed; undefined when it was removed. */
export async function findWebhookTarget(
  db: Db,
  id: string,
): Promise<{ url: string; secretSealed: Buffer } | undefined> {
  const { rows } = await db.raw<{ rows: { url: string; secretSealed: Buffer }[] }>(
    `select url, secret_sealed as "secretSealed" from webhooks where id = ?`,
    [id],
  );
  return rows[0];
}

/** Forgets the webhook with its deliveries. False when the provider has none with this id. */
export async function deleteWebhook(trx: Trx, providerId: string, id: string): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: object[] }>(
    `delete from webhooks where provider_id = ? and id = ? returning id`,
    [providerId, id],
  );
  return rows.length > 0;
}

const deliveryColumns = `deliveries.id, deliveries.event, deliveries.offer_id as "offerId",
  deliveries.created_at as "createdAt", deliveries.state, deliveries.attempts,
  deliveries.delivered_at as "deliveredAt", deliveries.last_result as "lastResult"`;

/** The latest hundred of a webhook of the provider. */
export async function webhookDeliveriesOf(
  db: Db,
  providerId: string,
  webhookId: string,
): Promise<WebhookDelivery[]> {
  const { rows } = await db.raw<{ rows: WebhookDelivery[] }>(
    `select ${deliveryColumns}
     from webhook_deliveries as deliveries join webhooks on webhooks.id = deliveries.webhook_id
     where webhooks.provider_id = ? and webhooks.id = ?
     order by deliveries.created_at desc, deliveries.id limit 100`,
    [providerId, webhookId],
  );
  return rows;
}

/** Owes the delivery again from the start. False when the provider has none with this id. */
export async function requeueDelivery(
  trx: Trx,
  {
    providerId,
    webhookId,
    deliveryId,
    at,
  }: { providerId: string; webhookId: string; deliveryId: string; at: Date },
): Promise<boolean> {
  const { rows } = await trx.raw<{ rows: object[] }>(
    `update webhook_deliveries as deliveries
     set state = 'owed', attempts = 0, next_attempt_at = ?, delivered_at = null
     from webhooks
     where webhooks.id = deliveries.webhook_id and webhooks.provider_id = ?
       and webhooks.id = ? and deliveries.id = ?
     returning deliveries.id`,
    [at, providerId, webhookId, deliveryId],
  );
  return rows.length > 0;
}

/** The webhooks that are owed something now. */
export async function webhooksToDeliver(db: Db, now: Date): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select distinct webhook_id as id from webhook_deliveries
     where state = 'owed' and next_attempt_at <= ?`,
    [now],
  );
  return rows.map(({ id }) => id);
}

/** The providers' webhooks that are owed something not tried yet. */
export async function webhooksWithNewEvents(db: Db, providerIds: string[]): Promise<string[]> {
  const { rows } = await db.raw<{ rows: { id: string }[] }>(
    `select webhooks.id from webhooks
     where webhooks.provider_id = any(?::uuid[]) and exists (
       select from webhook_deliveries as deliveries
       where deliveries.webhook_id = webhooks.id
         and deliveries.state = 'owed' and deliveries.attempts = 0)`,
    [providerIds],
  );
  return rows.map(({ id }) => id);
}

/** Takes deliveries that are due, and keeps others from them until `leaseUntil`. */
export async function claimDeliveries(
  db: Db,
  webhookId: string,
  { now, leaseUntil, limit }: { now: Date; leaseUntil: Date; limit: number },
): Promise<WebhookDelivery[]> {
  const { rows } = await db.raw<{ rows: WebhookDelivery[] }>(
    `update webhook_deliveries as deliveries
     set attempts = deliveries.attempts + 1, next_attempt_at = ?
     from (
       select id from webhook_deliveries
       where webhook_id = ? and state = 'owed' and next_attempt_at <= ?
       order by created_at, id limit ? for update skip locked
     ) as due
     where deliveries.id = due.id
     returning ${deliveryColumns}`,
    [leaseUntil, webhookId, now, limit],
  );
  return rows;
}

/** Records what an attempt met; without a next one the delivery ends as delivered or failed. */
export async function recordAttempt(
  db: Db,
  {
    id,
    delivered,
    result,
    nextAttemptAt,
    at,
  }: {
    id: string;
    delivered: boolean;
    result: string;
    nextAttemptAt: Date | undefined;
    at: Date;
  },
): Promise<void> {
  const state = delivered ? "delivered" : nextAttemptAt ? "owed" : "failed";
  await db.raw(
    `update webhook_deliveries
     set state = ?, last_result = ?, delivered_at = ?,
       next_attempt_at = coalesce(?::timestamptz, next_attempt_at)
     where id = ?`,
    [state, result, delivered ? at : null, nextAttemptAt ?? null, id],
  );
}

/** Deliveries tell a history that nobody needs for long. */
export async function deleteOldDeliveries(db: Db, webhookId: string, before: Date): Promise<void> {
  await db.raw(
    `delete from webhook_deliveries
     where webhook_id = ? and state <> 'owed' and created_at < ?`,
    [webhookId, before],
  );
}
