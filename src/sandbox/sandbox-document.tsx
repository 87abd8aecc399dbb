import { Page } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { assetUrl } from "../views/ui/assets.ts";

/** The frame of the sandbox's own pages. */
export function SandboxDocument({ title, children }: { title: string; children: ReactNode }) {
  return (
    <html lang="nb">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – øvingsmiljø`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl("staff.css")} />
      </head>
      <body>
        <Page>
          <Page.Block as="main" width="md" gutters className="page">
            {children}
          </Page.Block>
        </Page>
      </body>
    </html>
  );
}
