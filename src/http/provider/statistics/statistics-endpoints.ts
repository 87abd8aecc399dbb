import { z } from "zod";
import { getOfferStatistics } from "../../../actions/statistics/get-offer-statistics.ts";
import { getWeeklyStatistics } from "../../../actions/statistics/get-weekly-statistics.ts";
import { endpoint, type Endpoint } from "../../api/endpoint.ts";
import { jsonEndpoint } from "../../api/json-endpoint.ts";
import { weeksCsv } from "./weeks-csv.ts";

const week = z
  .object({
    week: z.string().describe("ISO 8601"),
    monday: z.iso.date().describe("The week's first day"),
    allocated: z.int().describe("Tickets given out"),
    fetched: z.int().describe("Taken into a wallet, or printed"),
    used: z.int().describe("Scans that counted"),
    admissions: z.int().describe("People let in by them"),
    lapsed: z.int().describe("Never fetched in time"),
  })
  .meta({ id: "Week" });

const tag = "Offers";
const params = z.object({ offerId: z.uuid() });

/** Endpoints for an offer's statistics: totals, and by week. */
export const statisticsEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "showStatistics",
      method: "get",
      path: "/api/v1/offers/{offerId}/statistics",
      tag,
      summary: "How an offer is used",
      description:
        "Counts of the offer, never of a person. `quota` and `allocated` are without complimentary tickets; all that follows counts both kinds.",
      roles: ["provider"],
      params,
      responses: {
        200: {
          description: "The counts",
          schema: z
            .object({
              quota: z.int().describe("How many tickets may be out at a time"),
              allocated: z.int().describe("Out of the quota now"),
              fetched: z.int().describe("Taken into a wallet, or printed"),
              used: z
                .int()
                .describe("Scans that counted, and uses of your own codes that you reported"),
              useUnknown: z
                .int()
                .describe("Your own codes that were shown and not reported; not among `used`"),
              admissions: z.int().describe("People let in by them"),
              extraAdmissions: z
                .int()
                .describe("Scans admitted offline though the rules refuse them; not among `used`"),
              lapsed: z.int().describe("Never fetched in time"),
              returned: z.int().describe("Given back"),
              dates: z
                .array(
                  z.object({
                    day: z.iso.date().describe("In Oslo; dates on one day count together"),
                    used: z.int().describe("Uses on the day, and on those until the next date"),
                  }),
                )
                .optional()
                .describe("Of an offer with `sessions`: the days of its dates until now"),
              parts: z
                .array(
                  z.object({
                    key: z.string().describe("Of the part"),
                    used: z.int().describe("How often it was ticked off"),
                  }),
                )
                .optional()
                .describe(
                  "Of an offer with `parts`; `used` and `admissions` count the first alone",
                ),
            })
            .meta({ id: "OfferStatistics" }),
          example: {
            quota: 80,
            allocated: 61,
            fetched: 55,
            used: 34,
            useUnknown: 0,
            admissions: 34,
            extraAdmissions: 1,
            lapsed: 3,
            returned: 1,
            dates: [
              { day: "2027-02-13", used: 30 },
              { day: "2027-02-14", used: 4 },
            ],
            parts: [
              { key: "entry", used: 34 },
              { key: "popcorn", used: 29 },
            ],
          },
        },
      },
    },
    async (deps, { actor, params }) => {
      const { parts, ...counts } = await getOfferStatistics(deps, { actor, ...params });
      return {
        ...counts,
        ...(parts && { parts: parts.map(({ key, used }) => ({ key, used })) }),
      };
    },
  ),
  endpoint(
    {
      id: "showWeeklyStatistics",
      method: "get",
      path: "/api/v1/offers/{offerId}/statistics/weeks",
      tag,
      summary: "How an offer is used, week by week",
      description:
        "Every week of Oslo from the first to the last in which something happened. Counts of the offer, never of a person; `allocated` is without complimentary tickets, all else with them. With `Accept: text/csv` a file for a spreadsheet.",
      roles: ["provider"],
      params,
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
      const items = await getWeeklyStatistics(deps, { actor, offerId });
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
