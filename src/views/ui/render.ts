import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** A whole HTML document. */
export function render(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
