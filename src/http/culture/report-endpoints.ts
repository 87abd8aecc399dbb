import { z } from "zod";
import { getReport } from "../../actions/statistics/get-report.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { reportCsv } from "../api/report-csv.ts";
import { reportExample, reportJson, reportSchema } from "../api/report-json.ts";

/** Endpoint with a year's report for the council, for the culture office and NAV alike. */
export const reportEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "showReport",
      method: "get",
      path: "/api/v1/reports/{year}",
      tag: "Reports",
      summary: "A year in numbers, for the council",
      description:
        "Of your municipalities: offers, tickets, uses and cost by category, month and municipality, closed offers included, until now in the current year. Counts are rounded down to fives, and sums to five times the highest refund; what is less, zero too, is null. Where the other numbers would lead to a small one, that column is `withheld`. With `Accept: text/csv` the same rows as a file.",
      roles: ["culture", "nav"],
      params: z.object({ year: z.string().regex(/^20\d{2}$/) }),
      responses: {
        200: {
          description: "The report",
          schema: reportSchema,
          contentTypes: ["application/json", "text/csv"],
          example: reportExample,
        },
      },
      problems: { not_found: { detail: "There is no report of this year." } },
    },
    async (deps, { actor, params: { year }, accepts }) => {
      const report = await getReport(deps, { actor, year });
      if (!accepts("text/csv")) {
        return { status: 200, body: reportJson(report), headers: { Vary: "Accept" } };
      }
      return {
        status: 200,
        content: reportCsv(report),
        headers: {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": `attachment; filename="report-${year}.csv"`,
          Vary: "Accept",
        },
      };
    },
  ),
];
