import { Alert, BodyShort, Link, Page } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { staffLanguages, staffTexts } from "../texts/staff-texts.ts";
import { chromeOf } from "./area-chrome.tsx";
import type { Tab } from "./area-tabs.ts";
import type { AssetName } from "./assets.ts";
import { DocumentHead } from "./document-head.tsx";
import { KeptNotice } from "./kept-notice.tsx";
import { keepsTyped, type PageFrame } from "./page-frame.ts";
import { SessionEnd } from "./session-end.tsx";

export interface DocumentProps {
  frame: PageFrame;
  title: string;
  /** The current tab; tabs are shown after the login only. */
  tab?: Tab | undefined;
  /** Progressive enhancement: every page works without script. */
  scripts?: AssetName[];
  /** Reloads the page in browsers without script. */
  refreshSeconds?: number | undefined;
  children: ReactNode;
}

/** HTML document of a page of any area: head, header, tabs, content, languages. */
export function PageDocument({
  frame,
  title,
  tab: current,
  scripts = [],
  refreshSeconds,
  children,
}: DocumentProps) {
  const { area, language, path, session, isResumed, isPosted } = frame;
  const isKept = session?.end !== undefined && keepsTyped(area);
  const texts = staffTexts(language);
  const { className, owner, styles, width, top, tabs, below, foot } = chromeOf(frame);
  return (
    <html lang={language} className={className}>
      <DocumentHead
        title={`${title} – ${owner}`}
        styles={styles}
        scripts={[
          ...scripts,
          ...(isKept ? (["keep-typed.js"] as const) : []),
          ...(session?.end ? (["session-end.js"] as const) : []),
        ]}
      >
        {refreshSeconds !== undefined && (
          <noscript>
            <meta httpEquiv="refresh" content={String(refreshSeconds)} />
          </noscript>
        )}
      </DocumentHead>
      <body data-posted={isPosted === true ? "" : undefined}>
        <Link href="#content" className="skip-link">
          {texts.skipLink}
        </Link>
        {top}
        {session && (
          <div className="tabs">
            {/* Not a nav element: a provider's pages may not contain the name NAV, in any case. */}
            <div role="navigation" aria-label={texts.menu}>
              <ul>
                {tabs.map(({ tab, href, text }) => (
                  <li key={href}>
                    <a href={href} aria-current={tab === current ? "page" : undefined}>
                      {text}
                    </a>
                  </li>
                ))}
              </ul>
            </div>
          </div>
        )}
        {session && below}
        <Page.Block as="main" id="content" width={width} gutters className="page" tabIndex={-1}>
          {isResumed === true && (
            <Alert variant="info" role="status" className="resumed">
              {texts.resumed}
            </Alert>
          )}
          {children}
        </Page.Block>
        {isKept && <KeptNotice language={language} />}
        <SessionEnd frame={frame} />
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
