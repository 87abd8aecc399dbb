import { Button } from "@navikt/ds-react";
import { GoogleTicketCard } from "../../views/preview/google-card.tsx";
import { FieldList } from "../field-list.tsx";
import type { CardContent } from "./card-content.ts";

const endedStates: Record<string, string> = {
  COMPLETED: "Brukt",
  EXPIRED: "Utløpt",
  INACTIVE: "Ikke lenger gyldig",
};

export const hasEnded = ({ state }: CardContent) => state in endedStates;

/** Renders a pass: drawing, its text for screen readers, details and a remove button. */
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
        <FieldList fields={rows.flat()} className="aksel-sr-only" />
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
          <FieldList fields={details} />
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
