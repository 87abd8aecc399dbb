import type { ReactNode } from "react";
import { assetUrl, type AssetName } from "./assets.ts";

interface Props {
  title: string;
  styles: AssetName;
  scripts?: AssetName[];
  /** Set where the URL is a secret or the content personal: no archive, no referrer, no telephone links. */
  isPrivate?: boolean;
  children?: ReactNode;
}

/** The `head` of an HTML document; no crawler indexes it. */
export function DocumentHead({ title, styles, scripts = [], isPrivate = false, children }: Props) {
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content={isPrivate ? "noindex, nofollow, noarchive" : "noindex"} />
      {isPrivate && (
        <>
          <meta name="referrer" content="no-referrer" />
          <meta name="format-detection" content="telephone=no" />
        </>
      )}
      <title>{title}</title>
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href={assetUrl(styles)} />
      {scripts.map((script) => (
        <script key={script} type="module" src={assetUrl(script)} />
      ))}
      {children}
    </head>
  );
}
