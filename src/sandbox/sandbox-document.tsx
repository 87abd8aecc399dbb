import { Page } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { DocumentHead } from "../views/ui/document-head.tsx";

/**
 * HTML document of the sandbox's pages. `assets` is the URL of a page's own style and script, without
 * extension.
 */
export function SandboxDocument({
  title,
  assets,
  width = "md",
  children,
}: {
  title: string;
  assets?: string;
  width?: "md" | "xl";
  children: ReactNode;
}) {
  return (
    <html lang="nb">
      <DocumentHead title={`${title} – øvingsmiljø`} styles="staff.css">
        {assets !== undefined && (
          <>
            <link rel="stylesheet" href={`${assets}.css`} />
            <script src={`${assets}.js`} defer />
          </>
        )}
      </DocumentHead>
      <body>
        <Page>
          <Page.Block as="main" width={width} gutters className="page">
            {children}
          </Page.Block>
        </Page>
      </body>
    </html>
  );
}
