import type { Request, Response } from "express";
import type { PageAnswer } from "./page-router.ts";

const type = "application/x-ndjson";

/**
 * Answers a form with lines of JSON when its page's script asks for them: `{"share"}` from 0 to 1 as the work goes on, then
 * `{"location"}` of the next page. Without one (the form was refused, or the work failed) the last line is `{}`, and the
 * script sends the form as a browser does, so that this answer is the same with and without the script.
 */
export async function streamProgress(
  { request, response }: { request: Request; response: Response },
  work: (onProgress?: (share: number) => void) => Promise<PageAnswer>,
): Promise<PageAnswer> {
  if (request.get("accept") !== type) return work();
  response.status(200).set({
    "Content-Type": type,
    "Cache-Control": "private, no-store",
    // Or the proxy keeps the lines until the last one.
    "X-Accel-Buffering": "no",
  });
  const write = (line: object) => response.write(`${JSON.stringify(line)}\n`);
  const answer = await work((share) => write({ share })).catch(() => undefined);
  write(typeof answer === "string" ? { location: answer } : {});
  response.end();
  return undefined;
}
