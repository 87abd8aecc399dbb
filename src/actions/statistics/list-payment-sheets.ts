import { municipalityNames } from "../../db/municipalities.ts";
import { paymentSheets } from "../../db/statistics/payment-sheets.ts";
import type { PaymentSheet } from "../../domain/statistics/payment-sheet.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";

/** A municipality of the culture office, and the columns of its payments file. */
export interface OwnSheet {
  municipality: string;
  name: string;
  /** Undefined: the usual columns. */
  sheet: PaymentSheet | undefined;
}

/** The culture office's municipalities by name, each with the columns of its payments file. Throws AppError("forbidden"). */
export async function listPaymentSheets(
  { db }: Pick<Deps, "db">,
  { actor }: { actor: Actor },
): Promise<OwnSheet[]> {
  const own = requireCulture(actor);
  const [names, sheets] = await Promise.all([municipalityNames(db, own), paymentSheets(db, own)]);
  return [...names].map(([municipality, name]) => ({
    municipality,
    name,
    sheet: sheets.get(municipality),
  }));
}
