// Batch requests: multipart/mixed, each part an HTTP request or response.
// https://developers.google.com/wallet/generic/resources/performance-tips#batch-requests
import { randomBytes } from "node:crypto";

export interface BatchCall {
  method: string;
  /** With its leading slash. */
  path: string;
  body?: object | undefined;
}

export interface BatchAnswer {
  status: number;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  text: string;
}

/** Writes the request's content type and body. The n-th part has the id `n`. */
export function writeBatch(calls: readonly BatchCall[]): { contentType: string; body: string } {
  const boundary = `batch_${randomBytes(12).toString("hex")}`;
  const parts = calls.map(({ method, path, body }, index) =>
    [
      `--${boundary}`,
      "Content-Type: application/http",
      `Content-ID: <${index}>`,
      "",
      `${method} ${path} HTTP/1.1`,
      ...(body ? ["Content-Type: application/json", "", JSON.stringify(body)] : ["", ""]),
    ].join("\r\n"),
  );
  const body = [...parts, `--${boundary}--`, ""].join("\r\n");
  return { contentType: `multipart/mixed; boundary=${boundary}`, body };
}

const emptyLine = /\r?\n\r?\n/;

/** Splits a MIME part or HTTP message into head and body; the head may begin with a status line. */
function parted(text: string): { first: string; headers: Map<string, string>; body: string } {
  const end = emptyLine.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  const lines = head.split(/\r?\n/);
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(":");
    return colon < 1 ? [] : [[line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]];
  });
  return {
    first: lines[0] ?? "",
    headers: new Map(headers),
    body: end ? text.slice(end.index + end[0].length) : "",
  };
}

function boundaryOf(contentType: string): string | undefined {
  return /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
}

/** Reads the responses by the number of their call, in any order. Leaves out calls without a readable response. */
export function readBatch(contentType: string, text: string): Map<number, BatchAnswer> {
  const boundary = boundaryOf(contentType);
  const answers = new Map<number, BatchAnswer>();
  if (boundary === undefined) return answers;
  for (const part of `\r\n${text}`.split(new RegExp(`\\r?\\n--${escaped(boundary)}`)).slice(1)) {
    const { headers, body } = parted(part.replace(/^[ \t]*\r?\n/, ""));
    const [, number] = /(\d{1,9})>?$/.exec(headers.get("content-id") ?? "") ?? [];
    const answer = parted(body);
    const [, status] = /^HTTP\/[\d.]+ (\d{3})/.exec(answer.first) ?? [];
    if (number === undefined || status === undefined) continue;
    const { headers: inner, body: said } = answer;
    answers.set(Number(number), { status: Number(status), headers: inner, text: said.trim() });
  }
  return answers;
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
