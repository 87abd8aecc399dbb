import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** A condition on a row of allocations: none of its tickets waits to be issued, and NAV's webhooks are not told. */
const isUntold = `allocations.issued_at is null and not exists (
  select from passes where passes.allocation_id = allocations.id and passes.state = 'pending')`;

/** Whether an allocation is issued and not marked so. */
export function someIssued(db: Db): Promise<boolean> {
  return sql(db).value(`select exists (select from allocations where ${isUntold})`);
}

/**
 * Marks at most `limit` allocations without a pending ticket as issued, and records the event for the webhooks of
 * each municipality to whose recipients one was, protected ones aside; of one that was undone it records none.
 * Returns how many it marked.
 */
export function markIssuedAllocations(
  trx: Trx,
  { at, limit }: { at: Date; limit: number },
): Promise<number> {
  return sql(trx, { at, limit }).value(`
    with due as (
      select id from allocations where ${isUntold}
      order by id limit :limit for no key update skip locked
    ), marked as (
      update allocations set issued_at = :at from due where allocations.id = due.id
      returning allocations.id
    ), told as (
      insert into webhook_deliveries (webhook_id, event, allocation_id, created_at, next_attempt_at)
      select webhooks.id, 'allocation.issued', marked.id, :at::timestamptz, :at::timestamptz
      from marked join webhooks on webhooks.municipality_number is not null
      where 'allocation.issued' = any(webhooks.events) and webhooks.stopped_at is null and exists (
        select from passes join recipients on recipients.id = passes.recipient_id
        where passes.allocation_id = marked.id and passes.issued_at is not null
          and recipients.restricted is not true
          and recipients.municipality_number = webhooks.municipality_number)
    )
    select count(*)::int from marked`);
}
