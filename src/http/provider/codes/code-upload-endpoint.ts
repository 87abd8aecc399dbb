import { z } from "zod";
import { freeText } from "../../../domain/free-text.ts";
import { uploadSoundCodes } from "../../../actions/codes/upload-sound-codes.ts";
import { codeFaults } from "../../../domain/codes/code-rows.ts";
import { dayInOslo } from "../../../domain/period.ts";
import { AppError } from "../../../errors.ts";
import { endpoint } from "../../api/endpoint.ts";
import { exampleIds } from "../../api/examples/example-ids.ts";
import { codeFaultMessages } from "./code-fault-messages.ts";
import { codesInTable, type ReadCode } from "./codes-in-table.ts";
import { noOwnCodes, ownCodesTag as tag } from "./own-codes-problems.ts";

const count = z.int();
/** The most that a request brings. */
const maxRows = 10_000;
const upload = z
  .strictObject({
    batch: freeText(100)
      .optional()
      .describe("The batch's name, by which you find it again; absent: the day"),
    codes: z
      .array(
        z.strictObject({
          code: z.string().trim().describe("As the gate reads it"),
          pin: z.string().trim().optional().describe("To be typed with it"),
          validUntil: z.string().optional().describe("Last day on which it works, `YYYY-MM-DD`"),
        }),
      )
      .min(1)
      .max(maxRows)
      .describe("At most 10,000 in a request"),
  })
  .meta({ id: "CodeUpload" })
  .transform(({ batch, codes }): { batch: string | undefined; rows: ReadCode[] } => ({
    batch,
    rows: codes.map(({ validUntil: lastDay, ...code }, index) => ({
      ...code,
      lastDay,
      line: index + 1,
    })),
  }));

/** Endpoint that takes the sound codes of an upload. */
export const codeUploadEndpoint = endpoint(
  {
    id: "uploadCodes",
    method: "post",
    path: "/api/v1/offers/{offerId}/codes",
    tag,
    summary: "Add codes to an offer's pool",
    description:
      "Each sound code is added; those that came before are counted, so an upload that broke off is sent again as it was. `refused` names each that the symbology cannot carry or that a spreadsheet has damaged (zeros eaten, 1.2E+10). As `text/csv` the columns are code, PIN and last day, or any order under headings (`code`, `pin`, `validUntil`). Top up at any time: tickets are allocated as long as codes are free, those that end soonest first.",
    roles: ["provider"],
    params: z.object({ offerId: z.uuid() }),
    body: upload,
    csv: {
      maxRows,
      example: "code;validUntil\n48210093375;\n48210093383;2027-12-31\n",
      read: (table) => ({ batch: undefined, rows: codesInTable(table) }),
    },
    example: {
      batch: "Kinogavekort 2027",
      codes: [{ code: "48210093375" }, { code: "48210093383", validUntil: "2027-12-31" }],
    },
    responses: {
      201: {
        description: "What became of them",
        schema: z
          .object({
            batchId: z.uuid().optional().describe("To withdraw it by; absent: none was added"),
            inserted: count.describe("How many are new in the pool"),
            duplicates: count.describe(
              "How many stand in the upload before, or in a pool of yours",
            ),
            refused: z
              .array(
                z.object({
                  row: z
                    .int()
                    .describe("The line of the CSV, or the place in `codes`; the first is 1"),
                  code: z.enum(codeFaults).describe("Of the fault; never your code"),
                  message: z.string().describe("What is wrong"),
                }),
              )
              .describe("Those with a fault"),
          })
          .meta({ id: "CodeUploadResult" }),
        example: {
          batchId: exampleIds.codeBatch,
          inserted: 1,
          duplicates: 0,
          refused: [{ row: 2, code: "length", message: codeFaultMessages.length }],
        },
      },
    },
    problems: {
      ...noOwnCodes,
      unprocessable: {
        detail: "The body cannot be read as a table.",
        errors: [{ path: "", code: "too_many_rows", message: "may have at most 10000 rows" }],
      },
    },
    idempotent: true,
  },
  async (deps, { actor, params: { offerId }, body: { batch: name, rows } }) => {
    if (rows.length > maxRows) throw tooMany();
    const { refused, ...result } = await uploadSoundCodes(deps, {
      actor,
      offerId,
      name: name ?? dayInOslo(deps.clock.now()),
      rows: rows.map(({ code, pin, lastDay }) => ({ code, pin, lastDay })),
    });
    return {
      status: 201,
      body: {
        ...result,
        refused: refused.map(({ index, fault }) => ({
          row: rows[index]?.line,
          code: fault,
          message: codeFaultMessages[fault],
        })),
      },
    };
  },
);

const tooMany = () =>
  new AppError("unprocessable", "At most 10,000 codes in a request.", {
    errors: [{ path: "", code: "too_many_rows", message: "may have at most 10000 rows" }],
  });
