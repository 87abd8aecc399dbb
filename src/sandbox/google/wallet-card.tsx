import { Button } from "@navikt/ds-react";
import { GoogleTicketCard } from "../../views/preview/google-card.tsx";
import type { ShownField } from "../../views/preview/preview-ticket.ts";
import type { CardContent } from "./card-content.ts";

const endedStates: Record<string, string> = {
  COMPLETED: "Brukt",
  EXPIRED: "Utløpt",
  INACTIVE: "Ikke lenger gyldig",
};

export const hasEnded = ({ state }: CardContent) => state in endedStates;

function Fields({ fields, className }: { fields: ShownField[]; className?: string }) {
  return (
    <dl className={className}>
      {fields.map(({ label, value }) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One pass: its drawing, the drawn text for readers of the page, details and the way out. */
export function WalletCard({ card, base }: { card: CardContent; base: string }) {
  const { id, issuer, title, rows, details, state } = card;
  const ended = hasEnded(card);
  const heading = `title-${id}`;
  return (
    <li>
      <article
        className={ended ? "ended" : undefined}
        aria-labelledby={heading}
        data-vertical={card.vertical}
      >
        <div className="aksel-sr-only">
          <h3 id={heading}>{title}</h3>
          <p>{issuer}</p>
        </div>
        {ended && <p className="state">{endedStates[state]}</p>}
        <Fields fields={rows.flat()} className="aksel-sr-only" />
        <GoogleTicketCard
          id={id}
          ticket={ended ? { ...card, barcode: undefined } : card}
          barcodeLabel={`Strekkode for ${title}`}
        />
      </article>
      <div className="under">
        <details id={`details-${id}`}>
          <summary>
            Detaljer<span className="aksel-sr-only"> om {title}</span>
          </summary>
          <Fields fields={details} />
          <p className="id">{id}</p>
        </details>
        <form method="post" action={`${base}/remove`}>
          <input type="hidden" name="id" value={id} />
          <Button id={`remove-${id}`} variant="tertiary" size="small">
            Fjern<span className="aksel-sr-only"> {title}</span>
          </Button>
        </form>
      </div>
    </li>
  );
}
