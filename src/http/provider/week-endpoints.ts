import { z } from "zod";
import { showWeeklyStatistics } from "../../actions/show-weekly-statistics.ts";
import { endpoint, type Endpoint } from "../endpoint.ts";
import { weeksCsv } from "../weeks-csv.ts";

const week = z
  .object({
    week: z.string().describe("ISO 8601"),
    monday: z.iso.date(),
    allocated: z.int(),
    fetched: z.int().describe("Taken into a wallet, or printed"),
    used: z.int().describe("Scans that counted"),
    admissions: z.int().describe("People let in by them"),
    lapsed: z.int().describe("Never fetched in time"),
  })
  .meta({ id: "Week" });

/** How an offer fares, week by week. */
export const weekEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "showWeeklyStatistics",
      method: "get",
      path: "/api/v1/offers/{offerId}/statistics/weeks",
      tag: "Offers",
      summary: "How an offer is used, week by week",
      description:
        "Every week of Oslo from the first to the last in which something happened. Counts of the offer, never of a person. With `Accept: text/csv` a file for a spreadsheet.",
      roles: ["provider"],
      params: z.object({ offerId: z.uuid() }),
      responses: {
        200: {
          description: "The weeks",
          schema: z.object({ items: z.array(week) }).meta({ id: "WeeklyStatistics" }),
          contentTypes: ["application/json", "text/csv"],
          example: {
            items: [
              {
                week: "2027-W02",
                monday: "2027-01-11",
                allocated: 12,
                fetched: 10,
                used: 6,
                admissions: 9,
                lapsed: 0,
              },
            ],
          },
        },
      },
    },
    async (deps, { actor, params: { offerId }, accepts }) => {
      const items = await showWeeklyStatistics(deps, { actor, offerId });
      if (!accepts("text/csv"))
        return { status: 200, body: { items }, headers: { Vary: "Accept" } };
      return {
        status: 200,
        content: weeksCsv(items),
        headers: {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": `attachment; filename="weeks-${offerId}.csv"`,
          Vary: "Accept",
        },
      };
    },
  ),
];
