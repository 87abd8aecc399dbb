import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** Renders an HTML document with its doctype. */
export function render(page: ReactElement): string {
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
