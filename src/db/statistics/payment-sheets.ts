import type { PaymentSheet } from "../../domain/statistics/payment-sheet.ts";
import type { Db, Trx } from "../connect.ts";
import { sql } from "../sql.ts";

/** The columns of those of the municipalities that have set their own, by number. */
export async function paymentSheets(
  db: Db,
  municipalities: string[],
): Promise<Map<string, PaymentSheet>> {
  const rows = await sql(db, { municipalities }).rows<PaymentSheet & { municipality: string }>(`
    select municipality_number as municipality, separator, decimal, has_header, columns
    from payment_sheets where municipality_number = any(:municipalities::text[])`);
  return new Map(rows.map(({ municipality, ...sheet }) => [municipality, sheet]));
}

/** Sets a municipality's columns. */
export async function upsertPaymentSheet(
  trx: Trx,
  { municipality, columns, ...sheet }: PaymentSheet & { municipality: string },
): Promise<void> {
  const row = { ...sheet, municipality, columns: JSON.stringify(columns) };
  await sql(trx, row).count(`
    insert into payment_sheets (municipality_number, separator, decimal, has_header, columns)
    values (:municipality, :separator, :decimal, :hasHeader, :columns::jsonb)
    on conflict (municipality_number) do update
    set separator = excluded.separator, decimal = excluded.decimal,
      has_header = excluded.has_header, columns = excluded.columns`);
}

/** Gives a municipality the usual columns again. */
export async function deletePaymentSheet(trx: Trx, municipality: string): Promise<void> {
  await sql(trx, { municipality }).count(
    "delete from payment_sheets where municipality_number = :municipality",
  );
}
