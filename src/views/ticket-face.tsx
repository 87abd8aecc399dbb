import type { CSSProperties } from "react";
import { textIn, type Language, type Texts } from "../domain/language.ts";
import type { Offer } from "../domain/offer.ts";
import type { TemplateColors } from "../domain/template.ts";
import { ticketTerms } from "./holder/ticket-terms.ts";

const colorsOf = ({ background, foreground, label }: TemplateColors) =>
  ({ "--back": background, "--fore": foreground, "--label": label }) as CSSProperties;

const hero = (hash: string) => (
  <img className="hero" src={`/images/${hash}.png`} alt="" width={1032} height={336} />
);

/** What a template looks like, small: to choose by. */
export function TemplatePicture({
  name,
  colors,
  heroHash,
}: {
  name: string;
  colors: TemplateColors;
  heroHash?: string | undefined;
}) {
  return (
    <span className="ticket-picture" style={colorsOf(colors)} aria-hidden="true">
      {heroHash === undefined ? null : hero(heroHash)}
      <span>{name}</span>
    </span>
  );
}

/** A ticket of the offer as its holder reads it on the page behind the claim link. */
export function TicketFace({
  offer,
  provider,
  face,
  language,
}: {
  offer: Offer;
  provider: string;
  face: { colors: TemplateColors; heroHash?: string | undefined; name: Texts };
  language: Language;
}) {
  const terms = { ...offer, usesLeft: offer.uses, admits: 1 + offer.companions };
  return (
    <div className="ticket-face" style={colorsOf(face.colors)}>
      <p className="provider-name">{provider}</p>
      {face.heroHash === undefined ? null : hero(face.heroHash)}
      <p className="ticket-title">{textIn(offer.title, language)}</p>
      {offer.description && <p>{textIn(offer.description, language)}</p>}
      <dl>
        {ticketTerms(terms, language).map(([term, lines]) => (
          <div key={term}>
            <dt>{term}</dt>
            {lines.map((line) => (
              <dd key={line}>{line}</dd>
            ))}
          </div>
        ))}
      </dl>
      {offer.place && (
        <p>
          {offer.place.name}, {offer.place.address}
        </p>
      )}
    </div>
  );
}
