// The thread of read-table.ts: receives the bytes of a CSV or Excel file, answers with its rows as texts,
// or with the code of what is wrong with it.
import { Buffer } from "node:buffer";
import { TextDecoder } from "node:util";
import { parentPort, workerData } from "node:worker_threads";

const { bytes, least, most, maxColumns } = workerData;
const maxInflatedBytes = 64 * 1024 * 1024;
const pieceBytes = 64 * 1024;

const startsWith = (...start) => start.every((byte, index) => bytes[index] === byte);

/** Whether the archive inflates to no more than the limit, whatever its headers say. */
function isBounded({ Unzip, UnzipInflate }) {
  let inflated = 0;
  const unzip = new Unzip((file) => {
    file.ondata = (error, chunk) => {
      if (error) throw error;
      inflated += chunk.length;
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < bytes.length && inflated <= maxInflatedBytes; at += pieceBytes) {
    unzip.push(bytes.subarray(at, at + pieceBytes), at + pieceBytes >= bytes.length);
  }
  return inflated <= maxInflatedBytes;
}

const textOfCell = (value) => {
  if (value === null || value === undefined) return "";
  // Excel keeps fifteen digits of a number; further digits differ from those that were typed.
  if (typeof value === "number" && Math.abs(value) >= 1e15) return value.toExponential();
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return String(value);
};

async function rowsOfExcel() {
  if (!isBounded(await import("fflate"))) return { fault: "too_large" };
  const { readSheet } = await import("read-excel-file/node");
  const rows = await readSheet(Buffer.from(bytes), { trim: false });
  return { rows: rows.map((row) => row.map(textOfCell)) };
}

/** UTF-16 by its byte order mark, UTF-8 where the bytes are, else what Excel writes as "CSV". */
function decode() {
  if (startsWith(0xff, 0xfe)) return new TextDecoder("utf-16le").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The separator that stands most often in the first line, outside of quotes. */
function separatorOf(text) {
  const [line = ""] = text.replaceAll(/"[^"]*"/g, "").split(/\r?\n/, 1);
  const counts = [";", "\t", ","].map((each) => [line.split(each).length, each]);
  return counts.reduce((most, each) => (each[0] > most[0] ? each : most))[1];
}

async function rowsOfCsv() {
  const { parse } = await import("csv-parse/sync");
  const text = decode();
  const rows = parse(text, {
    delimiter: separatorOf(text),
    relax_column_count: true,
    skip_empty_lines: false,
    to: most + 1,
  });
  return { rows };
}

async function read() {
  // The format of Excel before 2007.
  if (startsWith(0xd0, 0xcf, 0x11, 0xe0)) return { fault: "old_excel" };
  const { rows, fault } = startsWith(0x50, 0x4b) ? await rowsOfExcel() : await rowsOfCsv();
  if (fault !== undefined) return { fault };
  const last = rows.findLastIndex((row) => row.some((cell) => cell.trim() !== ""));
  if (last < least - 1) return { fault: "no_rows" };
  if (last >= most) return { fault: "too_many_rows" };
  return { rows: rows.slice(0, last + 1).map((row) => row.slice(0, maxColumns)) };
}

parentPort.postMessage(await read().catch(() => ({ fault: "unreadable" })));
