import { once } from "node:events";
import type { Response } from "express";
import type { FetchedPass } from "../../actions/passes/fetch-pass.ts";
import { contentDisposition } from "./content-disposition.ts";

/** https://developer.apple.com/documentation/walletpasses/distributing_and_updating_a_pass */
export const passType = "application/vnd.apple.pkpass";
export const bundleType = "application/vnd.apple.pkpasses";

/** Resolves when the response can take more, or is closed. */
const drainedOrClosed = (res: Response) =>
  new Promise<void>((resolve) => {
    const done = () => {
      res.off("drain", done).off("close", done);
      resolve();
    };
    res.once("drain", done).once("close", done);
  });

/**
 * Sends the pieces of a pass, which all downloads share in memory. Returns false when the client closed
 * the connection before the end.
 */
export async function sendPass(
  res: Response,
  type: string,
  { pieces, length, lastModified, filename }: FetchedPass,
): Promise<boolean> {
  res.set({
    "Content-Type": type,
    "Content-Length": String(length),
    "Content-Disposition": contentDisposition(filename),
    "Last-Modified": lastModified.toUTCString(),
    "Cache-Control": "private, no-store",
  });
  for (const piece of pieces.slice(0, -1)) {
    if (!res.write(piece)) await drainedOrClosed(res);
    if (res.destroyed) return false;
  }
  const closed = once(res, "close");
  res.end(pieces.at(-1));
  await closed;
  return res.writableFinished;
}
