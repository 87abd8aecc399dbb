import { BodyShort, Button, HStack, InternalHeader, Link, Page, Spacer } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { assetUrl, type AssetName } from "../assets.ts";
import { googleTexts } from "../texts/google-texts.ts";
import { staffLanguages, staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";

export type StaffTab = "offers" | "recipients" | "allocate" | "allocations";

/** What every staff page knows of who looks at it. */
export interface StaffFrame {
  brandName: string;
  language: StaffLanguage;
  /** The page's own address, without a query. */
  path: string;
  person: string;
  /** Goes into every form. */
  csrf: string;
  /** The sandbox keeps the messages it would have sent. */
  messagesHref?: string | undefined;
}

const tabs: [tab: StaffTab, href: string][] = [
  ["offers", "/nav"],
  ["recipients", "/nav/recipients"],
  ["allocate", "/nav/allocate"],
  ["allocations", "/nav/allocations"],
];

/** The frame of NAV's pages. Everything works without script; `scripts` only make it quicker. */
export function StaffDocument({
  frame,
  title,
  tab,
  scripts = [],
  refreshSeconds,
  children,
}: {
  frame: StaffFrame;
  title: string;
  tab?: StaffTab | undefined;
  scripts?: AssetName[];
  /** For browsers without script. */
  refreshSeconds?: number | undefined;
  children: ReactNode;
}) {
  const texts = staffTexts(frame.language);
  return (
    <html lang={frame.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – ${frame.brandName}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl("staff.css")} />
        {refreshSeconds !== undefined && (
          <noscript>
            <meta httpEquiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
        {scripts.map((script) => (
          <script key={script} type="module" src={assetUrl(script)} />
        ))}
      </head>
      <body>
        <Link href="#content" className="skip-link">
          {texts.skipLink}
        </Link>
        <InternalHeader>
          <InternalHeader.Title href="/nav">{texts.service}</InternalHeader.Title>
          <Spacer />
          <InternalHeader.User name={frame.person} />
          <form method="post" action="/logout" className="sign-out">
            <Csrf frame={frame} />
            <button className="aksel-internalheader__button">{texts.signOut}</button>
          </form>
        </InternalHeader>
        <div className="tabs">
          <nav aria-label={texts.menu}>
            <ul>
              {tabs.map(([one, href]) => (
                <li key={one}>
                  <a href={href} aria-current={one === tab ? "page" : undefined}>
                    {texts[one]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </div>
        <Page.Block as="main" id="content" width="xl" gutters className="page" tabIndex={-1}>
          {children}
        </Page.Block>
        <Page.Block as="footer" width="xl" gutters className="foot">
          <HStack gap="space-24" align="center">
            <BodyShort as="div" size="small">
              {staffLanguages.map((one) =>
                one === frame.language ? (
                  <span key={one} aria-current="true" className="language">
                    {staffTexts(one).language}
                  </span>
                ) : (
                  <Link
                    key={one}
                    href={`${frame.path}?lang=${one}`}
                    lang={one}
                    hrefLang={one}
                    className="language"
                  >
                    {staffTexts(one).language}
                  </Link>
                ),
              )}
            </BodyShort>
            <Link href="/nav/apple">{texts.appleWallet}</Link>
            <Link href="/nav/google">{googleTexts(frame.language).title}</Link>
            {frame.messagesHref !== undefined && (
              <Link href={frame.messagesHref}>{texts.messages}</Link>
            )}
          </HStack>
        </Page.Block>
      </body>
    </html>
  );
}

/** Without it a form is refused. */
export function Csrf({ frame: { csrf } }: { frame: StaffFrame }) {
  return <input type="hidden" name="csrf" value={csrf} />;
}

/** A link that looks like a button. */
export function ButtonLink({
  href,
  variant = "primary",
  size = "medium",
  children,
}: {
  href: string;
  variant?: "primary" | "secondary" | "tertiary";
  size?: "medium" | "small";
  children: ReactNode;
}) {
  return (
    <Button as="a" role="link" href={href} variant={variant} size={size}>
      {children}
    </Button>
  );
}
