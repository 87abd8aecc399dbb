import { Alert, BodyShort, Link, VStack } from "@navikt/ds-react";
import type { TicketContent } from "../../wallets/content.ts";
import type { TicketPicture } from "../preview/preview-ticket.ts";
import { TicketPreviews } from "../preview/ticket-previews.tsx";
import { templateTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import type { ArtworkRole } from "../../domain/templates/template.ts";
import type { LogoWarning } from "../../wallets/artwork/logo-warnings.ts";
import { pictureTexts } from "../texts/picture-texts.ts";
import { placedFaults } from "./placed-faults.ts";
import type { Faults } from "../ui/faults.tsx";

export interface DrawnTicket {
  content: TicketContent;
  image: TicketPicture["image"];
  uses: number | null;
  /** Small pictures of the uploads, as data URLs. */
  thumbnails: { [R in ArtworkRole]?: string | undefined };
  /** What is probably wrong with the logo. */
  warnings: readonly LogoWarning[];
}

interface Props {
  language: StaffLanguage;
  /** Undefined when the draft cannot be rendered. */
  ticket: DrawnTicket | undefined;
  faults: Faults;
}

/** Preview beside the form; the script replaces it after each change of the form. */
export function TemplateDraftPreview({ language, ticket, faults }: Props) {
  const texts = templateTexts(language);
  return (
    <>
      {faults.size > 0 && (
        <div role="status">
          <ul className="draft-faults">
            {[...placedFaults(faults, texts)].map(([input, text]) => (
              <li key={input}>
                <Link href={`#${input}`}>{text}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {ticket && ticket.warnings.length > 0 && (
        <VStack gap="space-8" paddingBlock="space-0 space-16">
          {ticket.warnings.map((code) => (
            <Alert key={code} variant="warning" size="small">
              {pictureTexts(language).logo[code]}
            </Alert>
          ))}
        </VStack>
      )}
      {ticket ? (
        <TicketPreviews
          content={ticket.content}
          image={ticket.image}
          uses={ticket.uses}
          language={language}
        />
      ) : (
        <BodyShort>{texts.noPreviewYet}</BodyShort>
      )}
    </>
  );
}
