import type { ReactNode } from "react";
import { languages, type Language } from "../../domain/language.ts";
import type { AssetName } from "../ui/assets.ts";
import { DocumentHead } from "../ui/document-head.tsx";
import { holderTexts, languageNames, spokenLanguage } from "../texts/holder-texts.ts";

export interface HolderFrame {
  language: Language;
  /** Path of the page, for the language links. */
  path: string;
  /** What they take along: the page of many tickets, the ticket whose barcode is shown. */
  query?: Record<string, string | number | undefined>;
}

/** HTML document of a holder page: neutral wording, no name but the venues', not indexed, not archived. */
export function HolderDocument({
  frame: { language, path, query = {} },
  title,
  scripts = [],
  children,
}: {
  frame: HolderFrame;
  title: string;
  /** Progressive enhancement: every page works without script. */
  scripts?: AssetName[];
  children: ReactNode;
}) {
  const texts = holderTexts(language);
  const kept = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`&${name}=${encodeURIComponent(value)}`],
  );
  return (
    <html lang={spokenLanguage(language)}>
      <DocumentHead title={title} styles="holder.css" scripts={scripts} isPrivate />
      <body>
        <header className="top">
          {/* Not a nav element: the pages may not contain the name NAV, in any case. */}
          <div role="navigation" className="languages" aria-label={texts.language}>
            <ul>
              {languages.map((one) => (
                <li key={one}>
                  <a
                    href={`${path}?lang=${one}${kept.join("")}`}
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
