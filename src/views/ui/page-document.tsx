import { BodyShort, Link, Page } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { assetUrl, type AssetName } from "./assets.ts";
import { staffLanguages, staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";

/** What the pages of all who sign in have in common. Everything works without script; `scripts` only add. */
export function PageDocument({
  className,
  language,
  path,
  title,
  styles,
  scripts = [],
  head,
  top,
  tabs,
  width,
  foot,
  children,
}: {
  className?: string;
  language: StaffLanguage;
  /** The page's own address, without a query. */
  path: string;
  title: string;
  styles: AssetName;
  scripts?: AssetName[];
  /** Besides what every page has in its head. */
  head?: ReactNode;
  /** Says whose pages they are, and who is signed in. */
  top: ReactNode;
  /** Before the login there are none. */
  tabs?: { href: string; text: string; isCurrent: boolean }[] | undefined;
  width: "lg" | "xl";
  /** Beside the languages. */
  foot?: ReactNode;
  children: ReactNode;
}) {
  const texts = staffTexts(language);
  return (
    <html lang={language} className={className}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl(styles)} />
        {head}
        {scripts.map((script) => (
          <script key={script} type="module" src={assetUrl(script)} />
        ))}
      </head>
      <body>
        <Link href="#content" className="skip-link">
          {texts.skipLink}
        </Link>
        {top}
        {tabs && (
          <div className="tabs">
            {/* Not a nav element: no byte of a provider's pages spells that name. */}
            <div role="navigation" aria-label={texts.menu}>
              <ul>
                {tabs.map(({ href, text, isCurrent }) => (
                  <li key={href}>
                    <a href={href} aria-current={isCurrent ? "page" : undefined}>
                      {text}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        )}
        <Page.Block as="main" id="content" width={width} gutters className="page" tabIndex={-1}>
          {children}
        </Page.Block>
        <Page.Block as="footer" width={width} gutters className="foot">
          <BodyShort as="div" size="small" className="foot-line">
            <div>
              {staffLanguages.map((one) =>
                one === language ? (
                  <span key={one} aria-current="true" className="language">
                    {staffTexts(one).language}
                  </span>
                ) : (
                  <Link
                    key={one}
                    href={`${path}?lang=${one}`}
                    lang={one}
                    hrefLang={one}
                    className="language"
                  >
                    {staffTexts(one).language}
                  </Link>
                ),
              )}
            </div>
            {foot}
          </BodyShort>
        </Page.Block>
      </body>
    </html>
  );
}
