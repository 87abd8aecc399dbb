import { paymentSheets } from "../../db/statistics/payment-sheets.ts";
import type { PaymentSheet } from "../../domain/statistics/payment-sheet.ts";
import type { Actor, Deps } from "../deps.ts";
import { listPayableSettlements, type PayingMunicipality } from "./list-payable-settlements.ts";

/**
 * Returns what stands in a month's payments file: of all the culture office's municipalities, or of one, with the
 * columns that it has set. Throws as `listPayableSettlements`.
 */
export async function getPaymentFile(
  deps: Pick<Deps, "clock" | "db">,
  asked: { actor: Actor; month: string; municipality?: string | undefined },
): Promise<{
  payable: { month: string; municipalities: PayingMunicipality[] };
  sheet: PaymentSheet | undefined;
}> {
  const payable = await listPayableSettlements(deps, asked);
  const { municipality } = asked;
  const sheets = await paymentSheets(deps.db, municipality === undefined ? [] : [municipality]);
  return { payable, sheet: sheets.get(municipality ?? "") };
}
