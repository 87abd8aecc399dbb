import { recordAudit } from "../../db/audit.ts";
import { lockMunicipality } from "../../db/municipalities.ts";
import {
  deletePaymentSheet,
  paymentSheets,
  upsertPaymentSheet,
} from "../../db/statistics/payment-sheets.ts";
import { requireMatch } from "../../domain/entity-tag.ts";
import {
  revisedSheet,
  sheetRevision,
  type PaymentSheet,
} from "../../domain/statistics/payment-sheet.ts";
import { AppError } from "../../errors.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";
import { unitOfWork } from "../unit-of-work.ts";

/**
 * Sets the columns of the payments file of one of the culture office's municipalities; undefined gives it the usual ones
 * again. Throws AppError "forbidden", "not_found" for another's municipality, or "precondition_failed" when `ifMatch` names
 * other columns than it has.
 */
export async function updatePaymentSheet(
  { db }: Pick<Deps, "db">,
  {
    actor,
    municipality,
    sheet,
    ifMatch,
  }: {
    actor: Actor;
    municipality: string;
    sheet: PaymentSheet | undefined;
    ifMatch?: string | undefined;
  },
): Promise<void> {
  if (!requireCulture(actor).includes(municipality)) {
    throw new AppError("not_found", "The municipality is not one of yours.");
  }
  await unitOfWork({ db }, async ({ trx }) => {
    await lockMunicipality(trx, municipality);
    const before = (await paymentSheets(trx, [municipality])).get(municipality);
    requireMatch(ifMatch, sheetRevision(before), revisedSheet(before));
    if (sheet) await upsertPaymentSheet(trx, { ...sheet, municipality });
    else await deletePaymentSheet(trx, municipality);
    await recordAudit(trx, {
      actor: actor.id,
      action: sheet ? "payment_sheet.set" : "payment_sheet.removed",
      subject: municipality,
    });
  });
}
