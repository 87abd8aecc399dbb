import { z } from "zod";
import {
  paymentFields,
  paymentSheet,
  sheetRevision,
  type PaymentSheet,
} from "../../domain/statistics/payment-sheet.ts";
import type { SheetValues } from "../../views/culture/payment-sheet-page.tsx";
import { othersChangesTexts } from "../../views/texts/others-changes-texts.ts";
import { paymentSheetTexts } from "../../views/texts/payment-sheet-texts.ts";
import { settlementTexts } from "../../views/texts/settlement-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { OthersChange } from "../../views/ui/others-changes.tsx";
import { parse } from "../api/parse.ts";
import { mergeForm, shownForm } from "../pages/merge-form.ts";
import { typedText } from "./provider-form.ts";

const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);

/** The columns as typed, without the rows that have no heading. */
export const sheetForm = z
  .object({
    heading: several,
    field: several,
    value: several,
    separator: z.string().catch(";"),
    decimal: z.string().catch(","),
    hasHeader: z.stringbool().catch(false),
    revision: typedText,
    shown: typedText,
  })
  .transform(({ heading, field, value, ...rest }): SheetValues => ({
    ...rest,
    columns: heading
      .map((each, place) => ({
        heading: each,
        field: field[place] ?? "",
        value: value[place] ?? "",
      }))
      .filter((column) => column.heading.trim() !== ""),
  }));

/** What the page of the columns starts with: the municipality's own, or the usual ones. */
export function sheetValues(sheet: PaymentSheet | undefined, language: StaffLanguage): SheetValues {
  const values = sheet
    ? {
        ...sheet,
        columns: sheet.columns.map((column) => ({ field: "", value: "", ...column })),
      }
    : usual(language);
  return { ...values, revision: sheetRevision(sheet), shown: JSON.stringify(values) };
}

/** The usual columns, to begin with. */
const usual = (language: StaffLanguage) => ({
  ...{ separator: ";", decimal: ",", hasHeader: true },
  columns: paymentFields.map((field) => ({
    ...{ heading: settlementTexts(language).headings[field], field, value: "" },
  })),
});

/** Parses the columns. Throws AppError("validation_failed"). */
export const sheetOf = ({ columns, separator, decimal, hasHeader }: SheetValues): PaymentSheet =>
  parse(paymentSheet, {
    ...{ separator, decimal, hasHeader },
    columns: columns.map(({ heading, field, value }) =>
      field === "" ? { heading, value } : { heading, field },
    ),
  });

/** A form that another's change came before: what this person touched stands as typed, the rest as it is now. */
export function mergedSheet(
  typed: SheetValues,
  now: SheetValues,
  language: StaffLanguage,
): { values: SheetValues; others?: OthersChange[] } {
  const hidden = { revision: now.revision, shown: now.shown };
  const json = shownForm(typed.shown);
  if (!json) return { values: { ...typed, ...hidden } };
  const shown = { ...now, ...json };
  const { values, changed, both } = mergeForm({ shown, typed: { ...typed, ...hidden }, now });
  const texts = paymentSheetTexts(language);
  const { yes, no } = othersChangesTexts(language);
  const columnText = ({ heading, field, value }: SheetValues["columns"][number]) =>
    `${heading} (${field === "" ? `«${value}»` : settlementTexts(language).headings[field as "month"]})`;
  const [old = [], current = []] = [shown, now].map(({ columns }) => columns.map(columnText));
  /** The columns that the other of the two lacks; all of them where only their order differs. */
  const differing = ({ columns }: SheetValues) => {
    const own = columns.map(columnText);
    const isMoved = old.length === current.length && old.every((one) => current.includes(one));
    return own.filter((one) => isMoved || !old.includes(one) || !current.includes(one)).join(", ");
  };
  const readable: Partial<Record<keyof SheetValues, [string, (of: SheetValues) => string]>> = {
    columns: [texts.columns, differing],
    separator: [texts.separator, (of) => texts.separators[of.separator as ";"]],
    decimal: [texts.decimal, (of) => texts.decimals[of.decimal as ","]],
    hasHeader: [texts.hasHeader, (of) => (of.hasHeader ? yes : no)],
  };
  const others = changed.flatMap((member) => {
    const [label, text] = readable[member] ?? [];
    if (label === undefined || text === undefined) return [];
    return [{ label, before: text(shown), after: text(now), isBoth: both.includes(member) }];
  });
  return { values, others };
}
