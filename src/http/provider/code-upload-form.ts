import type { Request } from "express";
import { maxCodes } from "../../actions/codes/upload-codes.ts";
import type { Deps } from "../../actions/deps.ts";
import { AppError } from "../../errors.ts";
import { collectMultipart } from "../api/multipart.ts";
import { readTable } from "../api/read-table.ts";
import { codesInTable, type ReadCode } from "./codes-in-table.ts";

const maxBytes = 8 * 1024 * 1024;
const rowLimits = { least: 1, most: maxCodes + 1 };

export interface CodeUploadForm {
  name: string;
  /** As pasted, to be shown again. */
  pasted: string;
  codes: ReadCode[];
  /** What keeps the file from being read. */
  fault?: "unreadable" | "too_many_rows" | undefined;
}

/** Reads the upload's form: the chosen file (CSV, text or Excel), or else the pasted text. */
export async function readCodeUpload(
  deps: Pick<Deps, "db">,
  request: Request,
): Promise<CodeUploadForm> {
  const { parts, errors } = await collectMultipart(request, {
    isKnown: (name) => ["name", "codes", "file", "csrf"].includes(name),
    maxBytes,
    maxTextBytes: maxBytes,
    maxFiles: 1,
    maxParts: 5,
  });
  const file = parts.get("file");
  const pasted = parts.get("codes")?.toString() ?? "";
  const form = { name: (parts.get("name")?.toString() ?? "").trim(), pasted, codes: [] };
  if (errors.some(({ code }) => code === "too_large")) return { ...form, fault: "unreadable" };
  try {
    const bytes = file && file.length > 0 ? file : Buffer.from(pasted);
    return { ...form, codes: codesInTable(await readTable(deps, bytes, rowLimits)) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [first] = error.errors;
    if (first?.code === "no_rows") return form;
    return { ...form, fault: first?.code === "too_many_rows" ? "too_many_rows" : "unreadable" };
  }
}
