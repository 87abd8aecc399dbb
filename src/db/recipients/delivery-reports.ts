import type { DeliveryReport } from "../../domain/recipients/delivery-report.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";
import { keepEarlyReport, lockGatewayId, takeEarlyReport } from "./early-reports.ts";
import { markMessageSent } from "./messages.ts";

/**
 * Records that a message was handed over, under the gateway's id where it gave one, with what the gateway has reported of it
 * already: it may report before its answer is recorded.
 */
export async function recordHandOver(
  trx: Trx,
  sent: { id: string; gatewayId: string | undefined; at: Date },
): Promise<void> {
  const { gatewayId, at } = sent;
  if (gatewayId !== undefined) await lockGatewayId(trx, gatewayId);
  await markMessageSent(trx, sent);
  if (gatewayId === undefined) return;
  const early = await takeEarlyReport(trx, { gatewayId, at });
  if (early) await setDelivery(trx, { gatewayId, ...early });
}

/**
 * Records what became of a message that was handed over. A report of a message that is unknown is kept for some minutes, in
 * which its hand-over may be recorded; a failure after the delivery changes nothing. Returns how many messages changed.
 */
export async function recordDelivery(
  trx: Trx,
  report: DeliveryReport & { at: Date },
): Promise<number> {
  await lockGatewayId(trx, report.gatewayId);
  const changed = await setDelivery(trx, report);
  if (changed === 0) await keepEarlyReport(trx, report);
  return changed;
}

function setDelivery(
  trx: Trx,
  { gatewayId, outcome, at }: DeliveryReport & { at: Date },
): Promise<number> {
  const { count } = sql(trx, { gatewayId, outcome, at });
  return outcome === "delivered"
    ? count(`
        update messages
        set state = 'sent', delivered_at = :at, failed_at = null, failure = null, refused = false
        where gateway_id = :gatewayId and delivered_at is null
          and (state = 'sent' or failure is not null)`)
    : count(`
        update messages set state = 'failed', failed_at = :at, failure = :outcome, refused = true
        where gateway_id = :gatewayId and delivered_at is null and state = 'sent'`);
}
