import { Button, Link, Page } from "@navikt/ds-react";
import type { ReactNode } from "react";
import type { ProviderUserRole } from "../../domain/provider-user.ts";
import { assetUrl, type AssetName } from "../assets.ts";
import { providerTexts, type ProviderTexts } from "../texts/provider-texts.ts";
import { staffLanguages, type StaffLanguage } from "../texts/staff-texts.ts";

export type ProviderTab = keyof ProviderTexts["tabs"];

/** What every page of a provider knows of who looks at it. */
export interface ProviderFrame {
  brandName: string;
  language: StaffLanguage;
  /** The page's own address, without a query. */
  path: string;
  /** Before the login there is nobody. */
  session?: { provider: string; email: string; role: ProviderUserRole; csrf: string } | undefined;
  /** The sandbox keeps the messages it would have sent. */
  messagesHref?: string | undefined;
}

const tabs: [tab: ProviderTab, href: string][] = [
  ["offers", "/provider"],
  ["templates", "/provider/templates"],
  ["numbers", "/provider/numbers"],
  ["settlements", "/provider/settlements"],
  ["doors", "/provider/doors"],
  ["people", "/provider/people"],
  ["systems", "/provider/systems"],
];

/** The frame of a provider's pages, neutral. Everything works without script; `scripts` only add. */
export function ProviderDocument({
  frame,
  title,
  tab,
  scripts = [],
  children,
}: {
  frame: ProviderFrame;
  title: string;
  tab?: ProviderTab | undefined;
  scripts?: AssetName[];
  children: ReactNode;
}) {
  const texts = providerTexts(frame.language);
  const { session } = frame;
  return (
    <html lang={frame.language} className="provider">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – ${session?.provider ?? frame.brandName}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl("provider.css")} />
        {scripts.map((script) => (
          <script key={script} type="module" src={assetUrl(script)} />
        ))}
      </head>
      <body>
        <Link href="#content" className="skip-link">
          {texts.skipLink}
        </Link>
        <header className="top">
          {session ? (
            <>
              <a href="/provider" className="brand">
                {session.provider}
              </a>
              <span className="person">{session.email}</span>
              <form method="post" action="/provider/logout">
                <ProviderCsrf frame={frame} />
                <Button size="small" variant="tertiary">
                  {texts.signOut}
                </Button>
              </form>
            </>
          ) : (
            <span className="brand">{frame.brandName}</span>
          )}
        </header>
        {session && (
          <div className="tabs">
            {/* Not a nav element: no byte of these pages spells that name. */}
            <div role="navigation" aria-label={texts.menu}>
              <ul>
                {tabs.map(([one, href]) => (
                  <li key={one}>
                    <a href={href} aria-current={one === tab ? "page" : undefined}>
                      {texts.tabs[one]}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        )}
        <Page.Block as="main" id="content" width="lg" gutters className="page" tabIndex={-1}>
          {children}
        </Page.Block>
        <Page.Block as="footer" width="lg" gutters className="foot">
          {staffLanguages.map((one) =>
            one === frame.language ? (
              <span key={one} aria-current="true" className="language">
                {providerTexts(one).languageName}
              </span>
            ) : (
              <Link
                key={one}
                href={`${frame.path}?lang=${one}`}
                lang={one}
                hrefLang={one}
                className="language"
              >
                {providerTexts(one).languageName}
              </Link>
            ),
          )}
          {frame.messagesHref !== undefined && (
            <Link href={frame.messagesHref}>{texts.messages}</Link>
          )}
        </Page.Block>
      </body>
    </html>
  );
}

/** Without it a form is refused. Of an upload it stands in the form's address: `?csrf=`. */
export function ProviderCsrf({ frame: { session } }: { frame: ProviderFrame }) {
  return <input type="hidden" name="csrf" value={session?.csrf} />;
}
