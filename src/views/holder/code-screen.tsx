import { textIn, type Language } from "../../domain/language.ts";
import { ruleTexts } from "../../domain/offers/ticket-rules.ts";
import { holderTexts, spokenLanguage } from "../texts/holder-texts.ts";
import { DocumentHead } from "../ui/document-head.tsx";
import { KeptNotice } from "./kept-notice.tsx";
import type { HolderTicket } from "./holder-ticket.ts";
import { TicketCode } from "./ticket-code.tsx";

interface Props {
  ticket: Omit<HolderTicket, "movedFrom">;
  barcode: string;
  language: Language;
  /** Address of the tickets. */
  back: string;
  /** When the ticket was read. */
  at: Date;
}

/** One ticket's code on a white ground, for the entrance: title, persons, code and number alone. */
export function CodeScreen({ ticket, barcode, language, back, at }: Props) {
  const title = textIn(ticket.title, language);
  const persons = ruleTexts(ticket, language).find(({ about }) => about === "admits");
  return (
    <html lang={spokenLanguage(language)}>
      <DocumentHead title={title} styles="holder.css" isPrivate />
      <body className="screen">
        <main id="content">
          <h1>{title}</h1>
          <p className="persons">{persons?.lines}</p>
          <TicketCode ticket={ticket} barcode={barcode} language={language} />
          <KeptNotice at={at} language={language} />
          <p className="back">
            <a className="plain-button" href={back}>
              {holderTexts(language).toTickets}
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
