import type { DeliveryReport } from "../../domain/recipients/delivery-report.ts";
import type { Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/**
 * Records what became of a message that was handed over. A report of an unknown message changes nothing,
 * nor does a failure after the delivery. Returns how many messages changed.
 */
export function recordDelivery(
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
