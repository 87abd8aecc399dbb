import { recordDelivery } from "../../db/recipients/delivery-reports.ts";
import type { DeliveryReport } from "../../domain/recipients/delivery-report.ts";
import type { Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Records a gateway's report on a message. One that did not arrive counts as given up: an officer sees
 * it with the reason. A late or repeated report changes nothing, and one of an unknown message is kept for five minutes, in
 * which its hand-over may be recorded.
 */
export async function recordDeliveryReport(
  deps: Pick<Deps, "db" | "clock" | "logger">,
  report: DeliveryReport,
): Promise<void> {
  const at = deps.clock.now();
  const changed = await unitOfWork(deps, ({ trx }) => recordDelivery(trx, { ...report, at }));
  const { outcome } = report;
  deps.logger.info({ outcome, isKnown: changed > 0 }, "delivery report");
}
