import { z } from "zod";
import { exampleIds } from "../api/examples/example-ids.ts";
import type { Operation } from "../api/operation.ts";
import { excel, importItems, importQuery } from "./recipient-import-body.ts";

const member = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const answer = z
  .object({
    isSaved: z.boolean().describe("False: this is a preview"),
    created: z.int().describe("Recipients that are new"),
    changed: z.int().describe("Known recipients that the table changes"),
    unchanged: z.int().describe("Known recipients that the table leaves as they are"),
    revision: z.string().describe("Of the preview; send it to save what it shows"),
    changes: z
      .array(
        z.object({
          row: z.int().describe("In the file; row 1 has the headings"),
          recipientId: z.uuid().describe("Of the known recipient"),
          differences: z
            .array(
              z.object({
                member: z.string().describe("As in a recipient's body"),
                from: member.describe("As it is; always null for the household"),
                to: member.describe("As it would be"),
              }),
            )
            .describe("The members that change"),
        }),
      )
      .describe("Of each known recipient that changes"),
    faults: z
      .array(
        z.object({
          row: z.int().describe("Row 1 has the headings; the first of `items` is row 2"),
          column: z.string().describe("Its letter, or the member where no column has it"),
          code: z.string().describe("What is wrong, for programs"),
          message: z.string().describe("What would be right"),
        }),
      )
      .optional()
      .describe("Where the table is the body. With one, nothing is saved"),
  })
  .meta({ id: "RecipientImport" });

/** Description of `POST /api/v1/recipients/import`, whose body is multipart, or a table itself. */
export const recipientImportOperation: Operation = {
  id: "importRecipients",
  method: "post",
  path: "/api/v1/recipients/import",
  tag: "Recipients",
  summary: "Import recipients from a table",
  description:
    "Send the table as the body: it is saved in one request, all or nothing, unless it has `faults` or you ask with `dryRun=true`. A column `kommune` names the municipality, the same in all rows. Or send it as multipart, to save exactly what a preview showed. CSV (UTF-8, UTF-16 or Windows-1252; separated by semicolons, commas or tabs) or Excel (.xlsx, first sheet), at most 5 MB and 10,000 rows below a row of headings. Headings are found in Bokmål, Nynorsk and English, and by the members' own names; other columns are left out. As multipart and without `revision` nothing is saved: the answer shows what would be, each change of a known recipient with what it replaces. With the `revision` of that answer it is saved, all or nothing; 412 if the preview would be another one now. An empty cell leaves a known member as it is. A changed phone or e-mail ends the claim link, and is sent the new one at once if it was told of a ticket. Each fault is named by row and column; of multipart, in a problem document.",
  security: { apiKey: ["nav"] },
  parts: {
    file: { description: "The table", required: true },
    municipality: { description: "One of yours, by its number", required: true },
    revision: { description: "Of the preview; without it nothing is saved", required: false },
  },
  example: { file: "(the file)", municipality: "5026" },
  query: importQuery,
  alternatives: {
    "text/csv": { schema: z.string(), example: "referanse;fødselsår;mobil\nSAK-1;2014;41234508\n" },
    [excel]: { schema: z.string(), example: "(the workbook)" },
    "application/json": {
      schema: importItems,
      example: { items: [{ reference: "SAK-1", birthYear: 2014, phone: "41234508" }] },
    },
  },
  responses: {
    200: {
      description: "The preview, or what was saved",
      schema: answer,
      example: {
        isSaved: false,
        created: 112,
        changed: 1,
        unchanged: 187,
        revision: "q3vXh0o2V9m1kLr8sTz4Wg",
        changes: [
          {
            row: 14,
            recipientId: exampleIds.recipient,
            differences: [{ member: "phone", from: "+4741234508", to: "+4741234509" }],
          },
        ],
      },
    },
  },
  problems: {
    validation_failed: {
      detail: "A part is missing.",
      errors: [{ path: "file", code: "required", message: "is required" }],
    },
    precondition_failed: { detail: "Recipients have changed since the preview." },
    unsupported_media_type: { detail: "Send the body as application/json." },
    unprocessable: {
      detail: "The table has faults.",
      errors: [
        {
          path: "rows[14].phone",
          code: "custom",
          message:
            "row 14, column G: must be a mobile number; outside Norway with its country code",
        },
      ],
    },
  },
};
