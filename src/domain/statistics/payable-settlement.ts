import { addDays, dayInOslo } from "../period.ts";
import { statementNumber } from "./statement-number.ts";

/** Days from the statement to the payment, as the law on late payment has it where nothing else is agreed. */
const daysToPay = 30;

/** Number of a municipality's part of a statement, which its payment refers to. */
export const paymentReference = (
  month: string,
  organisationNumber: string,
  municipality: string,
): string => `${statementNumber(month, organisationNumber)}-${municipality}`;

/** The day on which a statement is to be paid, `YYYY-MM-DD` in Oslo. */
export const dueDay = (statedAt: Date): string => addDays(dayInOslo(statedAt), daysToPay);

/** Splits a sum that contains value added tax, in øre. */
export function taxOf(sumOre: number, percent: number): { netOre: number; vatOre: number } {
  const vatOre = Math.round((sumOre * percent) / (100 + percent));
  return { netOre: sumOre - vatOre, vatOre };
}
