import type { Webhook } from "../../domain/integrations/webhook.ts";
import type { WebhookOwner } from "../../domain/integrations/webhook-events.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

const columns = `id, municipality_number as municipality, url, events, created_at, public_key, stopped_at`;

/** A condition on a row of webhooks: it is the owner's, whose members are parameters. */
export const isOwn = `(webhooks.provider_id = :providerId::uuid
  or webhooks.municipality_number = any(:municipalities::text[])
    and webhooks.of_office = coalesce(:ofOffice::boolean, false))`;

/** The members that an owner of the other kind lacks. */
export const none = { providerId: undefined, municipalities: undefined, ofOffice: undefined };

/** Where a webhook's signing secret is encrypted. */
export const webhookSecretPlace = (row: string) =>
  ({ column: "webhooks.secret_sealed", row }) as const;

/** Where the secret before it is encrypted. */
export const previousSecretPlace = (row: string) =>
  ({ column: "webhooks.previous_secret_sealed", row }) as const;

export function insertWebhook(
  trx: Trx,
  webhook: { id: string; secretSealed: Buffer; at: Date; ofOffice: boolean } & {
    [K in "providerId" | "municipality"]: string | undefined;
  } & Pick<Webhook, "url" | "events" | "publicKey">,
): Promise<Webhook> {
  return sql(trx, webhook).onlyRow(`
    insert into webhooks (id, provider_id, municipality_number, of_office, url, events, secret_sealed, public_key,
      created_at)
    values (:id, :providerId, :municipality, :ofOffice, :url, :events::text[], :secretSealed, :publicKey, :at)
    returning ${columns}`);
}

/** The owner's webhooks, oldest first. */
export function webhooksOf(db: Db, owner: WebhookOwner): Promise<Webhook[]> {
  return sql(db, { ...none, ...owner }).rows(`
    select ${columns} from webhooks where ${isOwn} order by created_at, id`);
}

/** The owner's webhook with this id and its signing secret, locked; undefined when there is none. */
export function lockWebhook(
  trx: Trx,
  owner: WebhookOwner,
  id: string,
): Promise<(Webhook & { secretSealed: Buffer }) | undefined> {
  return sql(trx, { ...none, ...owner, id }).row(`
    select ${columns}, secret_sealed from webhooks
    where ${isOwn} and id = :id for update`);
}

/** Sets a webhook's signing secret. The one before it signs, too, until `previousUntil`. */
export async function setWebhookSecret(
  trx: Trx,
  secret: {
    id: string;
    secretSealed: Buffer;
    publicKey: string | null;
    previousSealed: Buffer;
    previousUntil: Date;
  },
): Promise<void> {
  await sql(trx, secret).count(`
    update webhooks set secret_sealed = :secretSealed, public_key = :publicKey,
      previous_secret_sealed = :previousSealed, previous_secret_until = :previousUntil
    where id = :id`);
}

/** Deletes the webhook's previous secret when its time is over. */
export async function deleteEndedSecret(trx: Trx, id: string, now: Date): Promise<void> {
  await sql(trx, { id, now }).count(`
    update webhooks set previous_secret_sealed = null, previous_secret_until = null
    where id = :id and previous_secret_until <= :now`);
}

/** The webhook's URL and what signs its events now; undefined when it was removed. */
export function findWebhookTarget(
  db: Db,
  id: string,
  now: Date,
): Promise<{ url: string; secretSealed: Buffer; previousSealed: Buffer | null } | undefined> {
  return sql(db, { id, now }).row(`
    select url, secret_sealed,
      case when previous_secret_until > :now then previous_secret_sealed end as previous_sealed
    from webhooks where id = :id`);
}

/** Records no more events for the webhook, and sends none of those recorded. */
export async function stopWebhook(trx: Trx, id: string, at: Date): Promise<void> {
  const { count } = sql(trx, { id, at });
  await count("update webhooks set stopped_at = :at where id = :id");
  await count(`
    update webhook_deliveries set state = 'failed' where webhook_id = :id and state = 'owed'`);
}

/** Records events for a webhook again that was stopped before `sentAt`, when what was taken was sent. */
export async function startWebhook(trx: Trx, id: string, sentAt: Date): Promise<void> {
  await sql(trx, { id, sentAt }).count(`
    update webhooks set stopped_at = null where id = :id and stopped_at <= :sentAt`);
}

/** Deletes the webhook with its deliveries. False when the owner has none with this id. */
export async function deleteWebhook(trx: Trx, owner: WebhookOwner, id: string): Promise<boolean> {
  const deleted = await sql(trx, { ...none, ...owner, id }).count(
    `delete from webhooks where ${isOwn} and id = :id`,
  );
  return deleted > 0;
}
