import type { CSSProperties } from "react";
import { textIn, type Language } from "../../domain/language.ts";
import { holderTexts } from "../texts/holder-texts.ts";
import { ticketTerms } from "../ui/ticket-terms.ts";
import { MovedNotice } from "./moved-notice.tsx";
import type { AskingPhone } from "./asking-phone.ts";
import { TicketActions } from "./ticket-actions.tsx";
import type { TicketGroup } from "./ticket-groups.ts";
import { TicketNotes } from "./ticket-notes.tsx";

interface Props {
  /** Alike: the face shows the first. */
  tickets: TicketGroup;
  /** Level of its heading: below a child's name it is the third. */
  heading?: "h2" | "h3";
  /** The claim link's path. */
  base: string;
  language: Language;
  phone: AskingPhone;
  /** Serial number of the ticket whose barcode is expanded. */
  shownCode?: string | undefined;
}

/** Renders live tickets that look alike: their face once in the template's colours, and each one's actions. */
export function TicketCard({
  tickets,
  heading: Heading = "h2",
  base,
  language,
  phone,
  shownCode,
}: Props) {
  const [ticket] = tickets;
  const texts = holderTexts(language);
  const title = textIn(ticket.title, language);
  const { background, foreground, label } = ticket.colors;
  const colors = { "--back": background, "--fore": foreground, "--label": label } as CSSProperties;
  const id = `title-${ticket.serialNumber}`;
  const count = tickets.length;
  return (
    <article className="ticket" aria-labelledby={id}>
      <div className="face" style={colors}>
        <p className="provider">
          {ticket.logoHash !== undefined && (
            <img
              src={`/images/${ticket.logoHash}-small.webp`}
              alt=""
              height={36}
              decoding="async"
            />
          )}
          {ticket.provider}
        </p>
        {ticket.heroHash !== undefined && (
          <img
            className="hero"
            src={`/images/${ticket.heroHash}.webp`}
            alt=""
            width={1032}
            height={336}
            loading="lazy"
            decoding="async"
          />
        )}
        <Heading id={id}>{count > 1 ? `${count} × ${title}` : title}</Heading>
        {ticket.description && (
          <p className="description">{textIn(ticket.description, language)}</p>
        )}
        {ticket.movedFrom && <MovedNotice from={ticket.movedFrom} language={language} />}
        <dl>
          {ticketTerms(ticket, language).map(([term, lines]) => (
            <div key={term}>
              <dt>{term}</dt>
              {lines.map((line) => (
                <dd key={line}>{line}</dd>
              ))}
            </div>
          ))}
          {ticket.place && (
            <div>
              <dt>{texts.where}</dt>
              <dd>{ticket.place.name}</dd>
              <dd>{ticket.place.address}</dd>
            </div>
          )}
        </dl>
        <TicketNotes ticket={ticket} language={language} />
      </div>
      {ticket.state === "pending" ? (
        <p className="preparing" role="status">
          {texts.preparing} <a href={`${base}?lang=${language}`}>{texts.reload}</a>
        </p>
      ) : (
        tickets.map((each, index) => (
          <TicketActions
            key={each.serialNumber}
            ticket={each}
            name={count > 1 ? texts.ticketOf(index + 1, count) : undefined}
            base={base}
            language={language}
            phone={phone}
            showsCode={each.serialNumber === shownCode}
          />
        ))
      )}
    </article>
  );
}
