import { Heading, Link, VStack } from "@navikt/ds-react";
import { languages, type Language, type Texts } from "../../domain/language.ts";
import type { TicketContent } from "../../wallets/content.ts";
import type { TicketPicture } from "../preview/preview-ticket.ts";
import { TicketPreviews } from "../preview/ticket-previews.tsx";
import { languageNames } from "../texts/holder-texts.ts";

/** The data that an offer's ticket is drawn from. */
export interface DrawableTicket {
  content: TicketContent;
  image: TicketPicture["image"];
  uses: number | null;
}

interface Props {
  /** Unique among the tickets of a page. */
  id?: string;
  heading: string;
  ticket: DrawableTicket;
  title: Texts;
  language: Language;
  /** Path of the page, which takes the ticket's language as `?ticket=`. */
  path: string;
}

/** Draws an offer's ticket in both wallets, with links to each language that the offer has texts in. */
export function OfferTicket({ id, heading, ticket, title, language, path }: Props) {
  const written = languages.filter((one) => title[one] !== undefined);
  return (
    <VStack as="section" gap="space-16" className="ticket">
      <Heading size="small" level="2">
        {heading}
      </Heading>
      {written.length > 1 && (
        <div>
          {written.map((one) =>
            one === language ? (
              <span key={one} aria-current="true" className="language">
                {languageNames[one]}
              </span>
            ) : (
              <Link key={one} href={`${path}?ticket=${one}`} lang={one} className="language">
                {languageNames[one]}
              </Link>
            ),
          )}
        </div>
      )}
      <TicketPreviews {...(id !== undefined && { id })} {...ticket} language={language} />
    </VStack>
  );
}
