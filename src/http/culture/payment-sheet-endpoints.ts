import { z } from "zod";
import { listPaymentSheets } from "../../actions/statistics/list-payment-sheets.ts";
import { setPaymentSheet } from "../../actions/statistics/set-payment-sheet.ts";
import { paymentSheet } from "../../domain/statistics/payment-sheet.ts";
import { AppError } from "../../errors.ts";
import type { Endpoint } from "../api/endpoint.ts";
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

/** Endpoints for the columns of a municipality's payments file, which its accounting system reads. */
export const paymentSheetEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      ...common,
      id: "showSettlementColumns",
      method: "get",
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
      return sheet;
    },
  ),
  jsonEndpoint(
    {
      ...common,
      id: "setSettlementColumns",
      method: "put",
      summary: "Set the columns of a municipality's file of payments",
      description:
        "Each column holds a `field` of the payment, or a `value` that is the same in every line, such as an account, a cost centre or a project. Sums are in kroner, with the `decimal` that your accounting reads. The file then holds attested settlements alone.",
      body: schema,
      example,
      responses: { 200: { description: "Its columns", schema, example } },
      problems: notYours,
    },
    async (deps, { actor, params: { municipality }, body }) => {
      await setPaymentSheet(deps, { actor, municipality, sheet: body });
      return body;
    },
  ),
  jsonEndpoint(
    {
      ...common,
      id: "removeSettlementColumns",
      method: "delete",
      summary: "Give a municipality the usual columns again",
      responses: { 204: { description: "It has the usual columns" } },
      problems: notYours,
    },
    (deps, { actor, params: { municipality } }) =>
      setPaymentSheet(deps, { actor, municipality, sheet: undefined }),
  ),
];
