import type { Router } from "express";
import type { Deps } from "../../actions/deps.ts";
import { listPaymentSheets } from "../../actions/statistics/list-payment-sheets.ts";
import { updatePaymentSheet } from "../../actions/statistics/update-payment-sheet.ts";
import { AppError } from "../../errors.ts";
import { PaymentSheetPage, type SheetValues } from "../../views/culture/payment-sheet-page.tsx";
import { paymentSheetTexts } from "../../views/texts/payment-sheet-texts.ts";
import { staffTexts } from "../../views/texts/staff-texts.ts";
import { formMatch } from "../pages/changed-one.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { mergedSheet, sheetForm, sheetOf, sheetValues } from "./payment-sheet-form.ts";

type SheetVisit = Visit<"culture", "municipality">;

/** `/culture/settlements/columns/{municipality}`: what its payments file looks like. */
export function paymentSheetPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "culture");

  async function show(
    { actor, frame, params, notice }: SheetVisit,
    form?: Partial<FormState<SheetValues>>,
  ) {
    const sheets = await listPaymentSheets(deps, { actor });
    const own = sheets.find(({ municipality }) => municipality === params.municipality);
    if (!own) throw new AppError("not_found", "The municipality is not one of yours.");
    const { sheet, ...named } = own;
    const now = sheetValues(sheet, frame.language);
    const typed = form?.values ?? now;
    const isLate = form?.error?.code === "precondition_failed";
    const shown = isLate ? mergedSheet(typed, now, frame.language) : { values: typed };
    return (
      <PaymentSheetPage
        frame={frame}
        {...named}
        {...shown}
        faults={form?.faults ?? new Map()}
        notice={notice(paymentSheetTexts(frame.language).notices)}
      />
    );
  }

  const faults = ({ code }: AppError, { frame: { language } }: SheetVisit) => {
    const late = staffTexts(language).faults.changedMeanwhile;
    if (code === "precondition_failed") return new Map([["columns", late]]);
    return code === "validation_failed"
      ? new Map([["columns", paymentSheetTexts(language).fault]])
      : undefined;
  };

  page("/culture/settlements/columns/:municipality", (visit) => show(visit));

  post("/culture/settlements/columns/:municipality", {
    fields: sheetForm,
    async run({ actor, params: { municipality } }, values) {
      const ifMatch = formMatch(values.revision);
      await updatePaymentSheet(deps, { actor, municipality, sheet: sheetOf(values), ifMatch });
      return `/culture/settlements/columns/${municipality}?notice=columns-saved`;
    },
    faults,
    again: show,
  });

  post("/culture/settlements/columns/:municipality/remove", {
    fields: sheetForm,
    async run({ actor, params }, { revision }) {
      const ifMatch = formMatch(revision);
      await updatePaymentSheet(deps, { actor, ...params, sheet: undefined, ifMatch });
      return `/culture/settlements/columns/${params.municipality}?notice=columns-usual`;
    },
    faults,
    // Nothing was typed: the page as it is now, to look at before they are removed.
    again: (visit, form) => show(visit, { faults: form.faults }),
  });

  return router;
}
