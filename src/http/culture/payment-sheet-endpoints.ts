import { z } from "zod";
import { listPaymentSheets } from "../../actions/statistics/list-payment-sheets.ts";
import { updatePaymentSheet } from "../../actions/statistics/update-payment-sheet.ts";
import { entityTag } from "../../domain/entity-tag.ts";
import {
  paymentSheet,
  sheetRevision,
  type PaymentSheet,
} from "../../domain/statistics/payment-sheet.ts";
import { AppError } from "../../errors.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";

const common = {
  path: "/api/v1/settlement-columns/{municipality}",
  tag: "Settlements",
  roles: ["culture"],
  params: z.object({ municipality: z.string().describe("Number of one of yours") }),
} as const;
const schema = paymentSheet.meta({ id: "SettlementColumns" });
const notYours = { not_found: { detail: "The municipality is not one of yours." } };
const example = {
  separator: ";",
  decimal: ",",
  hasHeader: true,
  columns: [
    { heading: "Konto", value: "4700" },
    { heading: "Ansvar", value: "3210" },
    { heading: "Tekst", field: "reference" },
    { heading: "Beløp", field: "netOre" },
    { heading: "Til konto", field: "accountNumber" },
  ],
};

const answerOf = (sheet: PaymentSheet) => ({
  status: 200,
  body: sheet,
  headers: { ETag: entityTag(sheetRevision(sheet)) },
});

/** Endpoints for the columns of a municipality's payments file, which its accounting system reads. */
export const paymentSheetEndpoints: Endpoint[] = [
  endpoint(
    {
      ...common,
      id: "showSettlementColumns",
      method: "get",
      versioned: true,
      summary: "The columns of a municipality's file of payments",
      description:
        "Those of `GET /settlements/{month}?municipality=` as CSV; 404 while it has the usual ones.",
      responses: { 200: { description: "Its columns", schema, example } },
      problems: { not_found: { detail: "The municipality has the usual columns." } },
    },
    async (deps, { actor, params: { municipality } }) => {
      const own = await listPaymentSheets(deps, { actor });
      const sheet = own.find((each) => each.municipality === municipality)?.sheet;
      if (!sheet) throw new AppError("not_found", "The municipality has the usual columns.");
      return answerOf(sheet);
    },
  ),
  endpoint(
    {
      ...common,
      id: "setSettlementColumns",
      method: "put",
      versioned: true,
      summary: "Set the columns of a municipality's file of payments",
      description:
        "Each column holds a `field` of the payment, or a `value` that is the same in every line, such as an account, a cost centre or a project. Sums are in kroner, with the `decimal` that your accounting reads. The file then holds attested settlements alone.",
      body: schema,
      example,
      responses: { 200: { description: "Its columns", schema, example } },
      problems: notYours,
    },
    async (deps, { actor, params: { municipality }, body: sheet, ifMatch }) => {
      await updatePaymentSheet(deps, { actor, municipality, sheet, ifMatch });
      return answerOf(sheet);
    },
  ),
  jsonEndpoint(
    {
      ...common,
      id: "removeSettlementColumns",
      method: "delete",
      versioned: true,
      summary: "Give a municipality the usual columns again",
      responses: { 204: { description: "It has the usual columns" } },
      problems: notYours,
    },
    (deps, { actor, params: { municipality }, ifMatch }) =>
      updatePaymentSheet(deps, { actor, municipality, sheet: undefined, ifMatch }),
  ),
];
