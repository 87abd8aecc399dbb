import type { ReactNode } from "react";
import { DocumentHead } from "../ui/document-head.tsx";

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
      <DocumentHead title={title} styles="docs.css" />
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
