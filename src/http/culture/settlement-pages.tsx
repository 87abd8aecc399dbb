import type { Router } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import { getPaymentFile } from "../../actions/statistics/get-payment-file.ts";
import { attestSettlements } from "../../actions/statistics/attest-settlements.ts";
import {
  listPayableMonths,
  listPayableSettlements,
} from "../../actions/statistics/list-payable-settlements.ts";
import { listPaymentSheets } from "../../actions/statistics/list-payment-sheets.ts";
import { PayableMonthPage } from "../../views/culture/payable-month-page.tsx";
import { PayableMonthsPage } from "../../views/culture/payable-months-page.tsx";
import { settlementTexts } from "../../views/texts/settlement-texts.ts";
import { payableInColumns, payableSheet } from "../api/payable-sheet.ts";
import { pageRouter, type FormState } from "../pages/page-router.ts";
import type { Visit } from "../pages/visit.ts";
import { typedText } from "./provider-form.ts";

const attestation = z.object({
  municipality: typedText,
  providerId: typedText,
  refundOre: z.coerce.number().catch(NaN),
  accounts: typedText,
});

const fileQuery = z.object({ municipality: z.string().optional().catch(undefined) });

/** What the page's buttons send: a provider's id and account number a line. */
const accountsOf = (lines: string): Record<string, string> =>
  Object.fromEntries(lines.split(/\s+/).map((line) => line.split(":") as [string, string]));

/** `/culture/settlements` and `/culture/settlements/{month}`: what the municipalities pay, and attesting it. */
export function settlementPages(deps: Deps): Router {
  const { router, page, post } = pageRouter(deps, "culture");

  page("/culture/settlements", async ({ actor, frame }) => (
    <PayableMonthsPage frame={frame} months={await listPayableMonths(deps, { actor })} />
  ));

  page("/culture/settlements/:month.csv", async ({ actor, frame, params, request, response }) => {
    const { municipality } = fileQuery.parse(request.query);
    const { payable, sheet } = await getPaymentFile(deps, { actor, ...params, municipality });
    const csv = sheet ? payableInColumns(payable, sheet) : payableSheet(payable, frame.language);
    const name = ["settlement", params.month, municipality].filter((part) => part !== undefined);
    response.attachment(`${name.join("-")}.csv`).send(csv);
    return undefined;
  });

  async function show(
    { actor, frame, params, notice }: Visit<"culture", "month">,
    { faults = new Map() }: Partial<FormState<unknown>> = {},
  ) {
    const texts = settlementTexts(frame.language);
    const [{ month, municipalities }, sheets] = await Promise.all([
      listPayableSettlements(deps, { actor, ...params }),
      listPaymentSheets(deps, { actor }),
    ]);
    const own = new Set(sheets.flatMap((each) => (each.sheet ? [each.municipality] : [])));
    return (
      <PayableMonthPage
        frame={{ ...frame, path: `/culture/settlements/${month}` }}
        month={month}
        municipalities={municipalities.map((each) => ({
          ...each,
          hasOwnColumns: own.has(each.municipality),
        }))}
        notice={notice(texts.notices)}
        fault={faults.get("attest")}
      />
    );
  }

  page("/culture/settlements/:month", (visit) => show(visit));

  post("/culture/settlements/:month/attest", {
    fields: attestation,
    async run({ actor, params: { month } }, { providerId, accounts, ...seen }) {
      const chosen = { ...seen, providerId: providerId === "" ? null : providerId };
      await attestSettlements(deps, { actor, month, ...chosen, accounts: accountsOf(accounts) });
      return `/culture/settlements/${month}?notice=attested`;
    },
    faults({ code }, { frame }) {
      const { changed, somebodyElse } = settlementTexts(frame.language);
      if (code === "conflict") return new Map([["attest", changed]]);
      return code === "illegal_state" ? new Map([["attest", somebodyElse]]) : undefined;
    },
    again: show,
  });

  return router;
}
