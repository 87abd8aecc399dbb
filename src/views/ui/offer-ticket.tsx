import { Heading, Link, VStack } from "@navikt/ds-react";
import { languages, type Language, type Texts } from "../../domain/language.ts";
import type { TicketContent } from "../../wallets/content.ts";
import type { TicketPicture } from "../preview/preview-ticket.ts";
import { TicketPreviews } from "../preview/ticket-previews.tsx";
import { languageNames } from "../texts/holder-texts.ts";

/** An offer's ticket, ready to be drawn. */
export interface DrawableTicket {
  content: TicketContent;
  image: TicketPicture["image"];
  uses: number | null;
}

/** An offer as its holders will see it in both wallets, in each language that it has texts in. */
export function OfferTicket({
  heading,
  ticket,
  title,
  language,
  path,
}: {
  heading: string;
  ticket: DrawableTicket;
  title: Texts;
  language: Language;
  /** The page's own, which shows the ticket in the language of `?ticket=`. */
  path: string;
}) {
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
      <TicketPreviews {...ticket} language={language} />
    </VStack>
  );
}
