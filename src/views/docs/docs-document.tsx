import type { ReactNode } from "react";
import { assetUrl } from "../ui/assets.ts";

/** A page of the documentation: no script, nothing from other origins. */
export function DocsDocument({
  title,
  contents,
  children,
}: {
  title: string;
  /** The links beside the page. */
  contents: ReactNode;
  children: ReactNode;
}) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href={assetUrl("docs.css")} />
      </head>
      <body>
        <a className="skip" href="#content">
          Skip to content
        </a>
        <nav aria-label="Contents">{contents}</nav>
        <main id="content">{children}</main>
      </body>
    </html>
  );
}
