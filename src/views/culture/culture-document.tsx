import { BodyShort, HStack, InternalHeader, Link, Page, Spacer } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { assetUrl } from "../assets.ts";
import { Csrf, type StaffFrame } from "../nav/staff-document.tsx";
import { cultureTexts } from "../texts/culture-texts.ts";
import { staffLanguages, staffTexts } from "../texts/staff-texts.ts";

type CultureTab = "reviews" | "providers";

const tabs: [tab: CultureTab, href: string][] = [
  ["reviews", "/culture"],
  ["providers", "/culture/providers"],
];

/** The frame of the culture office's pages, which know of no recipient. Everything works without script. */
export function CultureDocument({
  frame,
  title,
  tab,
  children,
}: {
  frame: StaffFrame;
  title: string;
  tab: CultureTab;
  children: ReactNode;
}) {
  const texts = staffTexts(frame.language);
  const own = cultureTexts(frame.language);
  return (
    <html lang={frame.language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} – ${frame.brandName}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl("culture.css")} />
      </head>
      <body>
        <Link href="#content" className="skip-link">
          {texts.skipLink}
        </Link>
        <InternalHeader>
          <InternalHeader.Title href="/culture">{own.service}</InternalHeader.Title>
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
                    {own.tabs[one]}
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
          </HStack>
        </Page.Block>
      </body>
    </html>
  );
}
