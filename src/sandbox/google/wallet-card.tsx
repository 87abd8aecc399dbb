import { QrCode } from "../../views/ui/qr-code.tsx";
import type { CardContent } from "./card-content.ts";

const endedStates: Record<string, string> = {
  COMPLETED: "Brukt",
  EXPIRED: "Utløpt",
  INACTIVE: "Ikke lenger gyldig",
};

export const hasEnded = ({ state }: CardContent) => state in endedStates;

/** One ticket as Google lays it out: who, what, the rows, the barcode, the picture. */
export function WalletCard({ card, base }: { card: CardContent; base: string }) {
  const { id, issuer, title, logo, hero, rows, details, barcode, state } = card;
  const ended = hasEnded(card);
  const heading = `title-${id}`;
  return (
    <li className="ticket">
      <article
        className={ended ? "card ended" : "card"}
        aria-labelledby={heading}
        data-vertical={card.vertical}
        style={ended ? undefined : { backgroundColor: card.background, color: card.foreground }}
      >
        <header className="issuer">
          {logo === undefined ? (
            <span className="logo letter" aria-hidden="true">
              {issuer.slice(0, 1)}
            </span>
          ) : (
            <img className="logo" src={logo} alt="" />
          )}
          <span>{issuer}</span>
          {ended && <span className="badge">{endedStates[state]}</span>}
        </header>
        <h3 id={heading}>{title}</h3>
        {rows.map((row) => (
          <dl className="row" key={row.map(({ label }) => label).join()}>
            {row.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        ))}
        {barcode !== undefined && !ended && (
          <div className="barcode">
            <QrCode text={barcode} label={`Strekkode for ${title}`} />
          </div>
        )}
        {hero !== undefined && <img className="hero" src={hero} alt="" />}
      </article>
      <div className="under">
        <details id={`details-${id}`}>
          <summary>
            Detaljer<span className="unseen"> om {title}</span>
          </summary>
          <dl>
            {details.map(({ label, value }) => (
              <div key={`${label} ${value}`}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <p className="id">{id}</p>
        </details>
        <form method="post" action={`${base}/remove`}>
          <input type="hidden" name="id" value={id} />
          <button id={`remove-${id}`}>
            Fjern<span className="unseen"> {title}</span>
          </button>
        </form>
      </div>
    </li>
  );
}
