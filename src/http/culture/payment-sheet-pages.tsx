import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { listPaymentSheets } from "../../actions/statistics/list-payment-sheets.ts";
import { setPaymentSheet } from "../../actions/statistics/set-payment-sheet.ts";
import {
  paymentFields,
  paymentSheet,
  type PaymentSheet,
} from "../../domain/statistics/payment-sheet.ts";
import { AppError } from "../../errors.ts";
import { PaymentSheetPage, type SheetValues } from "../../views/culture/payment-sheet-page.tsx";
import { paymentSheetTexts } from "../../views/texts/payment-sheet-texts.ts";
import { settlementTexts } from "../../views/texts/settlement-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import { parse } from "../api/parse.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";

const several = z.union([z.string().transform((one) => [one]), z.array(z.string())]).catch([]);
const sheetForm = z
  .object({
    heading: several,
    field: several,
    value: several,
    separator: z.string().catch(";"),
    decimal: z.string().catch(","),
    hasHeader: z.stringbool().catch(false),
  })
  .transform(({ heading, field, value, ...rest }): SheetValues => ({
    ...rest,
    columns: heading.map((each, place) => ({
      heading: each,
      field: field[place] ?? "",
      value: value[place] ?? "",
    })),
  }));

const valuesOf = ({ columns, ...rest }: PaymentSheet): SheetValues => ({
  ...rest,
  columns: columns.map((column) => ({ field: "", value: "", ...column })),
});

/** The usual columns, to begin with. */
const usual = (language: StaffLanguage): SheetValues => ({
  ...{ separator: ";", decimal: ",", hasHeader: true },
  columns: paymentFields.map((field) => ({
    ...{ heading: settlementTexts(language).headings[field], field, value: "" },
  })),
});

const sheetOf = ({ columns, ...rest }: SheetValues): PaymentSheet =>
  parse(paymentSheet, {
    ...rest,
    columns: columns
      .filter(({ heading }) => heading.trim() !== "")
      .map(({ heading, field, value }) => (field === "" ? { heading, value } : { heading, field })),
  });

/** `/culture/settlements/columns/{municipality}`: what its payments file looks like. */
export function paymentSheetPages(deps: Deps): Router {
  const { router, page, post, button } = pageRouter(deps, "culture");

  async function show(
    { actor, frame, params, notice }: Visit<"culture", "municipality">,
    { values, faults = new Map() }: Partial<FormState<SheetValues>> = {},
  ) {
    const sheets = await listPaymentSheets(deps, { actor });
    const own = sheets.find(({ municipality }) => municipality === params.municipality);
    if (!own) throw new AppError("not_found", "The municipality is not one of yours.");
    const { sheet, ...named } = own;
    return (
      <PaymentSheetPage
        frame={frame}
        {...named}
        {...(values ?? (sheet ? valuesOf(sheet) : usual(frame.language)))}
        faults={faults}
        notice={notice(paymentSheetTexts(frame.language).notices)}
      />
    );
  }

  page("/culture/settlements/columns/:municipality", (visit) => show(visit));

  post("/culture/settlements/columns/:municipality", {
    fields: sheetForm,
    async run({ actor, params: { municipality } }, values) {
      await setPaymentSheet(deps, { actor, municipality, sheet: sheetOf(values) });
      return `/culture/settlements/columns/${municipality}?notice=columns-saved`;
    },
    faults: ({ code }, { frame }) =>
      code === "validation_failed"
        ? new Map([["columns", paymentSheetTexts(frame.language).fault]])
        : undefined,
    again: show,
  });

  button("/culture/settlements/columns/:municipality/remove", async ({ actor, params }) => {
    await setPaymentSheet(deps, { actor, ...params, sheet: undefined });
    return `/culture/settlements/columns/${params.municipality}?notice=columns-usual`;
  });

  return router;
}
