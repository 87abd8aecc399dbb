import type { ReactNode } from "react";
import { DocumentHead } from "../ui/document-head.tsx";

interface Props {
  title: string;
  /** The links beside the page. */
  contents: ReactNode;
  children: ReactNode;
}

/** HTML document of a documentation page; it has no script and loads nothing from other origins. */
export function DocsDocument({ title, contents, children }: Props) {
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
