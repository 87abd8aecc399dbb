import express, { type Request, type Response } from "express";
import { z } from "zod";
import type { Deps } from "../../actions/deps.ts";
import {
  columnLetters,
  importMembers,
  normalHeading,
} from "../../domain/recipients/import-columns.ts";
import type { ImportFault } from "../../domain/recipients/import-plan.ts";
import { AppError } from "../../errors.ts";
import type { OfficeActor } from "../auth/api-key.ts";
import { bodyError, jsonBody, parse } from "../api/parse.ts";
import { maxTableBytes, readTable } from "../api/read-table.ts";

/** https://www.iana.org/assignments/media-types/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet */
export const excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const readBytes = express.raw({ type: ["text/csv", excel], limit: maxTableBytes });

/** What stands in the address beside a table as the body. */
export const importQuery = z.strictObject({
  dryRun: z.enum(["true", "false"]).optional().describe("Saves nothing, and answers what it would"),
  municipality: z
    .string()
    .optional()
    .describe("Yours, by its number; else that of the column, or your only one"),
});

const cell = z
  .union([z.string(), z.number(), z.boolean()])
  .nullish()
  .describe("As in `POST /api/v1/recipients`; `household` is any word that its children share");
const members = ["municipality", ...importMembers] as const;
/** Recipients as JSON, with the members of `POST /api/v1/recipients`; `household` is a name that its children share. */
export const importItems = z.strictObject({
  items: z
    .array(z.strictObject(Object.fromEntries(members.map((member) => [member, cell]))))
    .min(1)
    .max(10_000)
    .describe("The recipients, each as a row"),
});

async function read(handler: express.RequestHandler, req: Request, res: Response): Promise<void> {
  const fault = await new Promise<unknown>((resolve) => void handler(req, res, resolve));
  if (fault === undefined) return;
  const error = bodyError(fault);
  if (error instanceof Error) throw error;
}

/**
 * Reads the body, a CSV file, an Excel workbook or JSON, as the rows of a table. Throws AppError "unsupported_media_type",
 * "too_large", "validation_failed" or "unprocessable".
 */
export async function importBody(
  deps: Pick<Deps, "db">,
  req: Request,
  res: Response,
): Promise<string[][]> {
  if (req.is(["text/csv", excel])) {
    await read(readBytes, req, res);
    return readTable(deps, Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0), {
      kind: "recipients",
    });
  }
  await read(jsonBody, req, res);
  const { items } = parse(importItems, req.body);
  return [
    [...members],
    ...items.map((item) => members.map((member) => String(item[member] ?? ""))),
  ];
}

const municipalityHeadings = ["kommune", "kommunenummer", "kommunenr", "municipality"];

/**
 * The one municipality of the table: as asked, else as its column says, else the key's own. Throws
 * AppError("validation_failed") when none of these names one. `faults` are the rows of another.
 */
export function municipalityOf(
  actor: OfficeActor,
  [headings = [], ...rows]: string[][],
  asked: string | undefined,
): { municipality: string; faults: ImportFault[] } {
  const at = headings.findIndex((heading) => municipalityHeadings.includes(normalHeading(heading)));
  // A spreadsheet takes the zero before a number away.
  const numbers = rows.map((row) => row[at]?.trim().replace(/^\d{3}$/, "0$&") ?? "");
  const [only, ...others] = actor.municipalities;
  const own = others.length === 0 ? only : undefined;
  const municipality = asked ?? numbers.find((number) => number !== "") ?? own;
  if (municipality === undefined) {
    throw new AppError("validation_failed", "The municipality is missing.", {
      errors: [
        {
          path: "municipality",
          code: "required",
          message: "is required, in the address or as a column",
        },
      ],
    });
  }
  const faults = numbers.flatMap((number, index) =>
    number === "" || number === municipality
      ? []
      : [
          {
            ...{ row: index + 2, column: columnLetters(at), path: "municipality" },
            ...{
              code: "other_municipality",
              message: `must be ${municipality}, as in the other rows`,
            },
          },
        ],
  );
  return { municipality, faults };
}
