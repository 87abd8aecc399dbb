import { createHash } from "node:crypto";
import { BodyLong, Heading, Link } from "@navikt/ds-react";
import { renderToStaticMarkup } from "react-dom/server";
import { render } from "../../views/ui/render.ts";
import { SandboxDocument } from "../sandbox-document.tsx";
import type { CardContent } from "./card-content.ts";
import { hasEnded, WalletCard } from "./wallet-card.tsx";

interface Shown {
  cards: CardContent[];
  /** Path of the simulator. */
  base: string;
}

function Section({ title, cards, base }: Shown & { title: string }) {
  if (cards.length === 0) return null;
  return (
    <section aria-label={title}>
      <Heading size="small" level="2" spacing>
        {title}
      </Heading>
      <ul className="tickets">
        {cards.map((card) => (
          <WalletCard key={card.id} card={card} base={base} />
        ))}
      </ul>
    </section>
  );
}

function Cards({ cards, base }: Shown) {
  if (cards.length === 0) {
    return (
      <BodyLong>
        Ingen billetter er lagret ennå. Åpne en <Link href="/sandbox">hentelenke</Link> og velg
        Google Wallet.
      </BodyLong>
    );
  }
  return (
    <>
      <Section title="Billetter" cards={cards.filter((card) => !hasEnded(card))} base={base} />
      <Section title="Arkiv" cards={cards.filter(hasEnded)} base={base} />
    </>
  );
}

/** Renders the part of the page that the script replaces. */
export const walletCards = (shown: Shown) => renderToStaticMarkup(<Cards {...shown} />);

/** Hashes the cards' content, to detect a change without rendering. */
export const versionOf = (cards: CardContent[]) =>
  createHash("sha256").update(JSON.stringify(cards)).digest("base64url").slice(0, 16);

/** Renders the phone's wallet, or the objects that were just saved to it. */
export function walletPage({ cards, base, isWhole }: Shown & { isWhole: boolean }): string {
  const title = isWhole ? "Telefonens lommebok" : "Lagret";
  return render(
    <SandboxDocument title={title} assets={`${base}/wallet-page`} width="xl">
      <Heading size="large" level="1" spacing>
        {title}
      </Heading>
      <BodyLong spacing>
        Slik ville billettene sett ut på en telefon. Ingen av dem har forlatt maskinen.{" "}
        <Link href={isWhole ? "/sandbox" : base}>
          {isWhole ? "Alle lenker" : "Alle lagrede billetter"}
        </Link>
      </BodyLong>
      <p className="aksel-sr-only" role="status" />
      <div {...(isWhole && { "data-follow": `${base}/cards`, "data-version": versionOf(cards) })}>
        <Cards cards={cards} base={base} />
      </div>
    </SandboxDocument>,
  );
}
