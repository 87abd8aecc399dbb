import type { TicketNote } from "../../domain/templates/template.ts";
import type { Place } from "../../domain/offers/offer.ts";
import { textIn, type Language } from "../../domain/language.ts";
import { contactText } from "../../domain/providers/contact-text.ts";
import { ticketRuleWords } from "../../domain/offers/ticket-rule-words.ts";
import { holderTexts } from "../texts/holder-texts.ts";

interface Props {
  ticket: { notes: TicketNote[]; provider: string; providerPlace?: Place | undefined };
  language: Language;
}

/** The template's texts about a ticket, and the provider's address, folded away. */
export function TicketNotes({ ticket: { notes, provider, providerPlace }, language }: Props) {
  const contact = contactText({ name: provider, place: providerPlace });
  if (notes.length === 0 && contact === undefined) return null;
  return (
    <details className="notes">
      <summary>{holderTexts(language).notes}</summary>
      <dl>
        {notes.map(({ label, text }) => (
          <div key={`${label.nb} ${text.nb}`}>
            <dt>{textIn(label, language)}</dt>
            <dd>{textIn(text, language)}</dd>
          </div>
        ))}
        {contact !== undefined && (
          <div>
            <dt>{ticketRuleWords(language).contact}</dt>
            <dd>{contact}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}
