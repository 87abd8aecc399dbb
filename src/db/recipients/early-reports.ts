import type { DeliveryReport } from "../../domain/recipients/delivery-report.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** Condition: the report still waits, at most five minutes, for its message to be recorded as handed over. */
const isKept = "reported_at > :at::timestamptz - interval '5 minutes'";

/** Gateways of other systems may have the same address for their reports. */
const most = 10_000;

/**
 * Locks the gateway's id of a message until commit, before the message itself: of a report and the hand-over that it
 * is on, each finds what the other did.
 */
export async function lockGatewayId(trx: Trx, gatewayId: string): Promise<void> {
  await sql(trx, { gatewayId }).value(
    "select pg_advisory_xact_lock(hashtextextended(:gatewayId, 2))",
  );
}

/**
 * Keeps a report for five minutes when no message has its id yet, at most 10,000 of them. A failure after the delivery
 * changes nothing.
 */
export async function keepEarlyReport(
  trx: Trx,
  report: DeliveryReport & { at: Date },
): Promise<void> {
  await deleteOldReports(trx, report.at);
  await sql(trx, { ...report, most }).count(`
    insert into early_reports (gateway_id, outcome, reported_at)
    select :gatewayId::text, :outcome::text, :at::timestamptz
    where not exists (select from messages where gateway_id = :gatewayId)
      and (select count(*) from early_reports) < :most
    on conflict (gateway_id) do update
    set outcome = excluded.outcome, reported_at = excluded.reported_at
    where early_reports.outcome <> 'delivered'`);
}

/** Removes and returns what was reported under the id before; undefined when nothing was in the last five minutes. */
export function takeEarlyReport(
  trx: Trx,
  of: { gatewayId: string; at: Date },
): Promise<(Pick<DeliveryReport, "outcome"> & { at: Date }) | undefined> {
  return sql(trx, of).row(`
    with taken as (
      delete from early_reports where gateway_id = :gatewayId returning outcome, reported_at
    )
    select outcome, reported_at as at from taken where ${isKept}`);
}

/** Deletes the reports whose message was not recorded in time; skips rows that another transaction has locked. */
export async function deleteOldReports(trx: Trx, at: Date): Promise<void> {
  await sql(trx, { at }).count(`
    delete from early_reports
    where gateway_id in (
      select gateway_id from early_reports where not (${isKept}) for update skip locked)`);
}
