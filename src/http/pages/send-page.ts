import type { Response } from "express";
import type { ReactElement } from "react";
import { render } from "../../views/ui/render.ts";

/** Sends a page that no cache keeps: it shows one person's data. */
export function sendPage(response: Response, page: ReactElement, status = 200): void {
  response.status(status).set("Cache-Control", "private, no-store").type("html").send(render(page));
}
