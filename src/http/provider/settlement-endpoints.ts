import { z } from "zod";
import { getPaymentFile } from "../../actions/statistics/get-payment-file.ts";
import { listSettlements } from "../../actions/statistics/list-settlements.ts";
import { drawPdf } from "../../views/pdf/draw-pdf.ts";
import { refundUnits } from "../../domain/offers/offer.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { offerBodyExample } from "../api/examples/offer-examples.ts";
import { payableCsv, payableInColumns, payableSchema } from "../api/payable-settlement.ts";
import { settlementCsv } from "./settlement-csv.ts";

const line = z
  .object({
    usedIn: z.string().describe("The month of use; an earlier one makes it a correction"),
    offerId: z.uuid().describe("Whose tickets were used"),
    title: z.string().describe("The offer's, in Bokmål"),
    uses: z.int().describe("Scans that counted"),
    admissions: z.int().describe("People let in by them"),
    codesShown: z.int().describe("Your codes that were shown, where the refund is for these"),
    refundPerAdmissionOre: z.int().describe("As agreed for each unit, in øre"),
    refundPer: z
      .enum(refundUnits)
      .nullable()
      .describe("The unit: a used ticket, a month of one, a shown code; null: a person let in"),
    units: z.int().nullable().describe("How many of them; null: stated before they were counted"),
    hasCap: z.boolean().describe("Whether `refundOre` can be less than the units times the rate"),
    refundOre: z.int().describe("What the line comes to, in øre"),
  })
  .meta({ id: "SettlementLine" });

const settlement = z
  .object({
    provider: z
      .object({
        name: z.string().describe("As its tickets name it"),
        organisationNumber: z.string().describe("Nine digits"),
      })
      .describe("To whom it is paid"),
    month: z.string().describe("YYYY-MM"),
    statedAt: z.iso.datetime().nullable().describe("When the month was stated; null until then"),
    items: z.array(line).describe("One line for each offer that was used in the month"),
    corrections: z.array(line).describe("What earlier statements had too much or too little"),
    admissions: z.int().describe("People let in, corrections included"),
    refundOre: z.int().describe("What is to be paid, corrections included"),
    vatPercent: z.int().describe("Rate of the value added tax that the sums contain"),
    netOre: z.int().describe("Without it: what the payers' parts come to, each rounded"),
    vatOre: z.int().describe("The tax"),
    payers: z
      .array(
        z.object({
          municipality: z.string().describe("Its number"),
          name: z.string().describe("Its name"),
          refundOre: z.int().describe("Its part"),
          netOre: z.int().describe("Without value added tax"),
          vatOre: z.int().describe("The tax"),
          accountNumber: z
            .string()
            .nullable()
            .describe("To which it is paid: as attested, before that your present one"),
          attestedAt: z.iso.datetime().nullable().describe("When its office attested it"),
          reference: z.string().describe("Of its payment"),
          dueOn: z.iso.date().nullable().describe("30 days after the month was stated"),
        }),
      )
      .describe(
        "What each municipality pays: those whose children got the tickets; empty while the month lasts",
      ),
  })
  .meta({ id: "Settlement" });

const lineExample = {
  offerId: exampleIds.offer,
  title: offerBodyExample.title.nb,
  codesShown: 0,
  refundPerAdmissionOre: 25000,
  refundPer: null,
  hasCap: false,
};
const example = {
  provider: { name: "Hovdelia skisenter", organisationNumber: "313003078" },
  month: "2027-02",
  statedAt: "2027-03-01T08:00:00.000Z",
  items: [
    { ...lineExample, usedIn: "2027-02", uses: 21, admissions: 21, units: 21, refundOre: 525000 },
  ],
  corrections: [
    { ...lineExample, usedIn: "2027-01", uses: 1, admissions: 1, units: 1, refundOre: 25000 },
  ],
  admissions: 22,
  refundOre: 550000,
  vatPercent: 12,
  netOre: 491071,
  vatOre: 58929,
  payers: [
    {
      municipality: "5025",
      name: "Røros",
      refundOre: 550000,
      netOre: 491071,
      vatOre: 58929,
      accountNumber: "86011117947",
      attestedAt: "2027-03-03T09:12:00.000Z",
      reference: "2027-02-313003078-5025",
      dueOn: "2027-03-31",
    },
  ],
};

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
          schema: z.union([settlement, payableSchema]),
          contentTypes: ["application/json", "text/csv", "application/pdf"],
          example,
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
