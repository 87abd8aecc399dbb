import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Response } from "express";
import type { ReactElement } from "react";
import { render } from "../../views/ui/render.ts";

const compress = promisify(gzip);

/**
 * Sends a page that no cache keeps, compressed: a page's barcodes are most of its bytes, and shrink to a
 * sixth. The page must not repeat text of the request beside secrets, whose length would then tell them.
 */
export async function sendHolderPage(response: Response, page: ReactElement): Promise<void> {
  const html = render(page);
  response.set("Cache-Control", "private, no-store").vary("Accept-Encoding").type("html");
  if (response.req.acceptsEncodings("gzip")) {
    response.set("Content-Encoding", "gzip").send(await compress(html));
  } else response.send(html);
}
