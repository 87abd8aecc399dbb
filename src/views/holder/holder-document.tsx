import type { ReactNode } from "react";
import { languages, type Language } from "../../domain/language.ts";
import { assetUrl } from "../ui/assets.ts";
import { holderTexts, languageNames, spokenLanguage } from "../texts/holder-texts.ts";

export interface HolderFrame {
  brandName: string;
  language: Language;
  /** The page's own address, for the language links. */
  path: string;
}

/** The frame of every page that a holder or a bystander may see: neutral, and not to be indexed or kept. */
export function HolderDocument({
  frame: { brandName, language, path },
  title,
  refreshSeconds,
  children,
}: {
  frame: HolderFrame;
  title: string;
  refreshSeconds?: number | undefined;
  children: ReactNode;
}) {
  const texts = holderTexts(language);
  return (
    <html lang={spokenLanguage(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow, noarchive" />
        <meta name="referrer" content="no-referrer" />
        <meta name="format-detection" content="telephone=no" />
        {refreshSeconds !== undefined && (
          <meta httpEquiv="refresh" content={String(refreshSeconds)} />
        )}
        <title>{`${title} – ${brandName}`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assetUrl("holder.css")} />
      </head>
      <body>
        <header className="top">
          <span className="brand">{brandName}</span>
          {/* Not a nav element: no byte of these pages spells that name. */}
          <div role="navigation" className="languages" aria-label={texts.language}>
            <ul>
              {languages.map((one) => (
                <li key={one}>
                  <a
                    href={`${path}?lang=${one}`}
                    lang={one}
                    hrefLang={one}
                    aria-current={one === language ? "true" : undefined}
                  >
                    {languageNames[one]}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        </header>
        <main id="content">{children}</main>
      </body>
    </html>
  );
}
