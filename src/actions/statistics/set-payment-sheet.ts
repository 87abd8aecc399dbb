import { recordAudit } from "../../db/audit.ts";
import { deletePaymentSheet, upsertPaymentSheet } from "../../db/statistics/payment-sheets.ts";
import type { PaymentSheet } from "../../domain/statistics/payment-sheet.ts";
import { AppError } from "../../errors.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sets the columns of the payments file of one of the culture office's municipalities; undefined gives it the usual ones
 * again. Throws AppError "forbidden", or "not_found" for another's municipality.
 */
export async function setPaymentSheet(
  { db }: Pick<Deps, "db">,
  {
    actor,
    municipality,
    sheet,
  }: { actor: Actor; municipality: string; sheet: PaymentSheet | undefined },
): Promise<void> {
  if (!requireCulture(actor).includes(municipality)) {
    throw new AppError("not_found", "The municipality is not one of yours.");
  }
  await unitOfWork({ db }, async ({ trx }) => {
    if (sheet) await upsertPaymentSheet(trx, { ...sheet, municipality });
    else await deletePaymentSheet(trx, municipality);
    await recordAudit(trx, {
      actor: actor.id,
      action: sheet ? "payment_sheet.set" : "payment_sheet.removed",
      subject: municipality,
    });
  });
}
