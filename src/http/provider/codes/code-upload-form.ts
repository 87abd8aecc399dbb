import type { Request } from "express";
import { maxCodes } from "../../../actions/codes/upload-codes.ts";
import type { Deps } from "../../../actions/deps.ts";
import { AppError } from "../../../errors.ts";
import type { ownCodesTexts } from "../../../views/texts/staff-texts.ts";
import { collectMultipart } from "../../api/multipart.ts";
import { readTable } from "../../api/read-table.ts";

const maxBytes = 8 * 1024 * 1024;
/** A workbook of 100,000 rows takes 5 s, on a busy machine several times as long. */
const limits = { kind: "codes", least: 1, most: maxCodes + 1, timeoutMs: 60_000 } as const;
type Fault = "unreadable" | "too_many_rows" | "too_slow";

export interface CodeUploadForm<Row> {
  name: string;
  /** As pasted, to be shown again. */
  pasted: string;
  /** The button "confirmed" was pressed. */
  isConfirmed: boolean;
  codes: Row[];
  /** What keeps the codes from being read. */
  fault?: Fault | undefined;
}

/** Reads the form's chosen file (CSV, text or Excel), or else the pasted text, as rows of codes. */
export async function readCodeUpload<Row>(
  deps: Pick<Deps, "db">,
  request: Request,
  rowsIn: (table: string[][]) => Row[],
): Promise<CodeUploadForm<Row>> {
  const { parts, errors } = await collectMultipart(request, {
    isKnown: (name) => ["name", "codes", "file", "confirmed", "csrf"].includes(name),
    maxBytes,
    maxTextBytes: maxBytes,
    maxFiles: 1,
    maxParts: 5,
  });
  const file = parts.get("file");
  const pasted = parts.get("codes")?.toString() ?? "";
  const name = (parts.get("name")?.toString() ?? "").trim();
  const form = { name, pasted, isConfirmed: parts.has("confirmed"), codes: [] };
  if (errors.some(({ code }) => code === "too_large")) return { ...form, fault: "unreadable" };
  try {
    const bytes = file && file.length > 0 ? file : Buffer.from(pasted);
    const codes = rowsIn(await readTable(deps, bytes, limits));
    return { ...form, codes, ...(codes.length > maxCodes && { fault: "too_many_rows" }) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const code = error.errors[0]?.code;
    if (code === "no_rows") return form;
    const isNamed = code === "too_many_rows" || code === "too_slow";
    return { ...form, fault: isNamed ? code : "unreadable" };
  }
}

/** The messages for what keeps a form's codes from being read. */
export function readingFaults(
  { codes, fault }: Pick<CodeUploadForm<unknown>, "codes" | "fault">,
  texts: ReturnType<typeof ownCodesTexts>,
): [field: string, message: string][] {
  if (fault === "unreadable") return [["file", texts.unreadable]];
  if (fault === "too_slow") return [["file", texts.tooSlow]];
  if (fault === "too_many_rows") return [["codes", texts.tooMany]];
  return codes.length === 0 ? [["codes", texts.nothing]] : [];
}
