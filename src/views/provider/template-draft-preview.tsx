import { BodyShort } from "@navikt/ds-react";
import type { TicketContent } from "../../wallets/content.ts";
import type { TicketPicture } from "../preview/preview-ticket.ts";
import { TicketPreviews } from "../preview/ticket-previews.tsx";
import { templateTexts } from "../texts/template-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import type { Faults } from "./provider-faults.tsx";

export interface DrawnTicket {
  content: TicketContent;
  image: TicketPicture["image"];
  uses: number | null;
}

/** What stands beside the form, and what the script puts in its place as one types. */
export function TemplateDraftPreview({
  language,
  ticket,
  faults,
}: {
  language: StaffLanguage;
  /** Undefined: it cannot be drawn as it is. */
  ticket: DrawnTicket | undefined;
  faults: Faults;
}) {
  const texts = templateTexts(language);
  return (
    <>
      {faults.size > 0 && (
        <ul className="draft-faults" role="status">
          {[...faults].map(([input, text]) => (
            <li key={input}>
              <a href={`#${input}`}>{text}</a>
            </li>
          ))}
        </ul>
      )}
      {ticket ? (
        <TicketPreviews {...ticket} language={language} />
      ) : (
        <BodyShort>{texts.noPreviewYet}</BodyShort>
      )}
    </>
  );
}
