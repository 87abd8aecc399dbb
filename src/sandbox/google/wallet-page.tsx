import { createHash } from "node:crypto";
import { renderToStaticMarkup } from "react-dom/server";
import { render } from "../../views/ui/render.ts";
import type { CardContent } from "./card-content.ts";
import { hasEnded, WalletCard } from "./wallet-card.tsx";

function Cards({ title, cards, base }: { title: string; cards: CardContent[]; base: string }) {
  if (cards.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul className="tickets">
        {cards.map((card) => (
          <WalletCard key={card.id} card={card} base={base} />
        ))}
      </ul>
    </section>
  );
}

/** The part of the page that changes while somebody looks at it. */
export function walletCards(cards: CardContent[], base: string): string {
  return renderToStaticMarkup(
    cards.length === 0 ? (
      <p className="empty">
        Ingen billetter er lagret ennå. Åpne en <a href="/sandbox">hentelenke</a> og velg Google
        Wallet.
      </p>
    ) : (
      <>
        <Cards title="Billetter" cards={cards.filter((card) => !hasEnded(card))} base={base} />
        <Cards title="Arkiv" cards={cards.filter(hasEnded)} base={base} />
      </>
    ),
  );
}

/** The same text, the same look. */
export const versionOf = (html: string) =>
  createHash("sha256").update(html).digest("base64url").slice(0, 16);

/** The stand-in's own page: what a phone would show, never Google's mark. */
export function walletPage(heading: string, cards: CardContent[], base: string): string {
  const html = walletCards(cards, base);
  const isWhole = heading === wholeWallet;
  const follow = isWhole ? { "data-follow": `${base}/cards`, "data-version": versionOf(html) } : {};
  return render(
    <html lang="nb">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${heading} – øvingsmiljø`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={`${base}/wallet-page.css`} />
        {isWhole && <script src={`${base}/wallet-page.js`} defer />}
      </head>
      <body>
        <header className="top">
          <h1>{heading}</h1>
          <p>
            Slik ville billettene sett ut på en telefon. Ingen av dem har forlatt maskinen.{" "}
            <a href={isWhole ? "/sandbox" : base}>
              {isWhole ? "Alle lenker" : "Alle lagrede billetter"}
            </a>
          </p>
          <p className="unseen" role="status" />
        </header>
        <main {...follow} dangerouslySetInnerHTML={{ __html: html }} />
      </body>
    </html>,
  );
}

export const wholeWallet = "Telefonens lommebok";
