import { z } from "zod";
import { listSettlements } from "../../actions/list-settlements.ts";
import { csvOf } from "../csv.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";

const line = z
  .object({
    offerId: z.uuid(),
    title: z.string(),
    uses: z.int(),
    admissions: z.int(),
    refundPerAdmissionOre: z.int(),
    refundOre: z.int(),
  })
  .meta({ id: "SettlementLine" });

const columns = [
  "offerId",
  "title",
  "uses",
  "admissions",
  "refundPerAdmissionOre",
  "refundOre",
] as const;

/** What a provider is owed, month by month. */
export const settlementEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "showSettlement",
      method: "get",
      path: "/api/v1/settlements/{month}",
      tag: "Settlements",
      summary: "What a month adds up to",
      description:
        "One line per offer that was used in the month (`YYYY-MM`, Oslo). With `Accept: text/csv` the same lines as a file for a spreadsheet.",
      roles: ["provider"],
      params: z.object({ month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
      responses: {
        200: {
          description: "The lines and their sum",
          schema: z
            .object({
              month: z.string(),
              items: z.array(line),
              admissions: z.int(),
              refundOre: z.int(),
            })
            .meta({ id: "Settlement" }),
          contentTypes: ["application/json", "text/csv"],
        },
      },
    },
    async (deps, { actor, params: { month }, accepts }) => {
      const settlement = await listSettlements(deps, { actor, month });
      if (accepts("text/csv")) {
        return {
          status: 200,
          content: csvOf(columns, settlement.items),
          headers: {
            "Content-Type": "text/csv; charset=utf-8",
            "Content-Disposition": `attachment; filename="settlement-${month}.csv"`,
            Vary: "Accept",
          },
        };
      }
      return { status: 200, body: settlement, headers: { Vary: "Accept" } };
    },
  ),
];
