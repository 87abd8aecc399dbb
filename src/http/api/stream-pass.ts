import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import type { FetchedPass } from "../../actions/passes/fetch-pass.ts";
import { contentDisposition } from "./content-disposition.ts";

/** https://developer.apple.com/documentation/walletpasses/distributing_and_updating_a_pass */
export const passType = "application/vnd.apple.pkpass";

function isCutOff(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}

/**
 * Streams the pieces of a pass, which all downloads share in memory. Returns false when the client closed
 * the connection before the end.
 */
export async function streamPass(
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
  try {
    await pipeline(Readable.from(pieces), res);
    return true;
  } catch (error) {
    if (!isCutOff(error)) throw error;
    return false;
  }
}
