import { z } from "zod";
import { getPaymentFile } from "../../../actions/statistics/get-payment-file.ts";
import { listSettlements } from "../../../actions/statistics/list-settlements.ts";
import { drawPdf } from "../../../views/pdf/draw-pdf.ts";
import { endpoint, type Endpoint } from "../../api/endpoint.ts";
import { payableSchema } from "../../api/payable-settlement.ts";
import { payableCsv, payableInColumns } from "../../api/payable-sheet.ts";
import { settlementCsv } from "./settlement-csv.ts";
import { settlementExample, settlementSchema } from "./settlement-schema.ts";

/** Endpoint for the settlement of a month: a provider's as JSON, CSV or PDF, a culture office's as JSON or CSV. */
export const settlementEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "showSettlement",
      method: "get",
      path: "/api/v1/settlements/{month}",
      tag: "Settlements",
      summary: "What a month adds up to",
      description:
        "One line per offer that was used in the month (`YYYY-MM`, Oslo), from the month in which the provider came to the current one, whose lines are preliminary; offers with complimentary tickets are among them once the month is over. A month is stated in the first minutes after it is over, and stays as it is; what turns out different later, such as a scan that was kept offline, is a correction in the next statement. With `Accept: text/csv` the same lines as a file, each with the provider, the statement's number (`preliminary` until it is stated) and `statementRefundOre`, what the whole statement comes to; with `Accept: application/pdf` as a statement to pay from. A culture office gets what its municipalities pay each provider (`PayableSettlements`), also as CSV, and no PDF.",
      roles: ["provider", "culture"],
      params: z.object({ month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/) }),
      query: z.object({
        language: z.enum(["nb", "nn"]).default("nb").describe("Of the PDF"),
        municipality: z
          .string()
          .optional()
          .describe(
            "For a culture office: this one of yours alone; its CSV has the columns of `/settlement-columns`, and with these the attested settlements alone",
          ),
      }),
      responses: {
        200: {
          description: "The lines and their sum",
          schema: z.union([settlementSchema, payableSchema]),
          contentTypes: ["application/json", "text/csv", "application/pdf"],
          example: settlementExample,
        },
      },
      problems: { not_found: { detail: "There are settlements from 2026-01 to 2027-01." } },
    },
    async (deps, { actor, params: { month }, query, accepts }) => {
      const file = (content: string | Buffer, type: string, ending: string) => ({
        status: 200,
        content,
        headers: {
          "Content-Type": type,
          "Content-Disposition": `attachment; filename="settlement-${month}.${ending}"`,
          Vary: "Accept",
        },
      });
      if (actor.role === "culture") {
        const { municipality } = query;
        const { payable, sheet } = await getPaymentFile(deps, { actor, month, municipality });
        if (!accepts("text/csv"))
          return { status: 200, body: payable, headers: { Vary: "Accept" } };
        const csv = sheet ? payableInColumns(payable, sheet) : payableCsv(payable);
        return file(csv, "text/csv; charset=utf-8", "csv");
      }
      const body = await listSettlements(deps, { actor, month });
      if (accepts("text/csv")) return file(settlementCsv(body), "text/csv; charset=utf-8", "csv");
      if (accepts("application/pdf")) {
        const { brandName } = deps.config;
        const options = { language: query.language, brandName, at: deps.clock.now() };
        const pdf = await drawPdf({ name: "statement", args: [body, options] });
        return file(pdf, "application/pdf", "pdf");
      }
      return { status: 200, body, headers: { Vary: "Accept" } };
    },
  ),
];
