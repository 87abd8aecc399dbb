import { Worker } from "node:worker_threads";
import { z } from "zod";
import { withKeyedLimit } from "../../actions/keyed-limit.ts";
import type { Deps } from "../../actions/deps.ts";
import { AppError } from "../../errors.ts";
import type { TableFault } from "../../views/texts/import-texts.ts";

export const maxTableBytes = 5 * 1024 * 1024;
/** Rows below the headings. */
const maxTableRows = 10_000;
const maxColumns = 50;

/** What can be wrong with an uploaded table as a whole. */
const tableFaults = {
  unreadable: "must be a CSV file or an Excel workbook (.xlsx)",
  too_slow: "takes too long to read; save it as CSV, or send fewer rows",
  old_excel: "is in the format of Excel before 2007; save it as .xlsx",
  too_large: `may have at most ${maxTableBytes / 1024 / 1024} MB`,
  too_many_rows: `may have at most ${maxTableRows} rows`,
  no_rows: "has no rows below the headings",
} as const satisfies Record<TableFault, string>;

const answer = z.object({
  rows: z.array(z.array(z.string())).optional(),
  fault: z.enum(Object.keys(tableFaults) as [TableFault, ...TableFault[]]).optional(),
});

export const isTableFault = (code: string | undefined): code is TableFault =>
  code !== undefined && Object.hasOwn(tableFaults, code);

function tableRefused(code: TableFault): AppError {
  return new AppError("unprocessable", "The file cannot be read as a table.", {
    errors: [{ path: "file", code, message: tableFaults[code] }],
  });
}

/**
 * Reads the rows of a CSV file (UTF-8, UTF-16 or Windows-1252; separated by semicolons, commas or tabs) or
 * of an Excel workbook's first sheet, as texts. It runs in a thread with a heap of its own and a time limit,
 * one at a time of each kind, so that a provider's codes keep no officer waiting. `least` and `most` rows, headings
 * among them. Throws AppError: "unprocessable"; "unavailable" while too many wait.
 */
export function readTable(
  { db }: Pick<Deps, "db">,
  bytes: Buffer,
  { kind, ...limits }: { kind: "codes" | "recipients" } & Partial<TableLimits>,
): Promise<string[][]> {
  const work = () => readInThread(bytes, { least: 2, most: maxTableRows + 1, ...limits });
  return withKeyedLimit(db, `readTable ${kind}`, work, { places: 20, waitMs: 60_000 });
}

interface TableLimits {
  least: number;
  most: number;
  timeoutMs?: number;
  maxHeapMb?: number;
}

async function readInThread(
  bytes: Buffer,
  { timeoutMs = 20_000, maxHeapMb = 384, ...limits }: TableLimits,
): Promise<string[][]> {
  const thread = new Worker(new URL("table-thread.mjs", import.meta.url), {
    workerData: { bytes: new Uint8Array(bytes), ...limits, maxColumns },
    // Without loaders of the process that starts it.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    // What the file holds must not reach the log.
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const { rows, fault } = await new Promise<z.output<typeof answer>>((resolve) => {
      timer = setTimeout(() => {
        resolve({ fault: "too_slow" });
      }, timeoutMs);
      const giveUp = () => {
        resolve({ fault: "unreadable" });
      };
      thread.once("message", (message) => {
        resolve(answer.parse(message));
      });
      thread.once("error", giveUp).once("exit", giveUp);
    });
    if (!rows) throw tableRefused(fault ?? "unreadable");
    return rows;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
