// Google's side of a batch, which shares no code with the service's side.
// https://developers.google.com/wallet/generic/resources/performance-tips#batch-requests
import type { Body } from "./check-body.ts";
import type { RestAnswer } from "./rest-calls.ts";

export interface BatchPart {
  id: string;
  method: string;
  target: string;
  body: Body;
}

/** Parses the parts of a multipart/mixed request; none for another content type. */
export function readBatchRequest(contentType: string, text: string): BatchPart[] {
  const [, boundary] = /^multipart\/mixed;\s*boundary="?([^";]+)"?/.exec(contentType) ?? [];
  if (boundary === undefined) return [];
  const pieces = text.split(`--${boundary}`);
  // The preamble and the epilogue are no parts.
  return pieces.slice(1, -1).flatMap((piece): BatchPart[] => {
    const [outer = "", request = "", body = ""] = splitAt(piece.trimStart(), 2);
    const [, id] = /^content-id: *<?([^>\r\n]+)>?/im.exec(outer) ?? [];
    const [, method, target] = /^([A-Z]+) (\/\S*)(?: HTTP\/1\.1)?/.exec(request) ?? [];
    if (!/^content-type: *application\/http/im.test(outer)) return [];
    if (id === undefined || method === undefined || target === undefined) return [];
    return [{ id, method, target, body: body.trim() ? (JSON.parse(body) as Body) : {} }];
  });
}

/** Splits the text at its first `times` empty lines. */
function splitAt(text: string, times: number): string[] {
  const [end] = times === 0 ? [] : [/\r?\n\r?\n/.exec(text)];
  if (!end) return [text];
  const rest = text.slice(end.index + end[0].length);
  return [text.slice(0, end.index), ...splitAt(rest, times - 1)];
}

/** Formats the answer. Its parts are reversed, since Google promises no order. */
export function writeBatchAnswer(answers: (RestAnswer & { id: string })[]): {
  contentType: string;
  text: string;
} {
  const boundary = "batch_answer";
  const parts = answers
    .toReversed()
    .map(({ id, status, headers = {}, body }) =>
      [
        `--${boundary}`,
        "Content-Type: application/http",
        `Content-ID: <response-${id}>`,
        "",
        `HTTP/1.1 ${status} Answer`,
        "Content-Type: application/json; charset=UTF-8",
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        "",
        JSON.stringify(body, undefined, 2),
        "",
      ].join("\r\n"),
    );
  return {
    contentType: `multipart/mixed; boundary=${boundary}`,
    text: [...parts, `--${boundary}--`, ""].join("\r\n"),
  };
}
