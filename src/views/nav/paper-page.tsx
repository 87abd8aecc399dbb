import { BodyLong, Heading, HStack, Link } from "@navikt/ds-react";
import type { TicketForPaper } from "../../db/passes/paper-tickets.ts";
import { languages, textIn, type Language } from "../../domain/language.ts";
import { ticketNumberText } from "../../domain/passes/ticket-number.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { paperTexts } from "../texts/paper-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { recipientName } from "./recipient-name.ts";

interface Props {
  frame: PageFrame;
  tickets: (TicketForPaper & { recipient: Recipient })[];
  /** How many stand in one file. */
  most: number;
}

/** `/nav/print`: tickets to print for children who get no messages, and whose each is. */
export function PaperPage({ frame, tickets, most }: Props) {
  const { language } = frame;
  const texts = paperTexts(language);
  const words = staffTexts(language);
  const filled = [false, true].flatMap((again) =>
    languages.flatMap((spoken) => {
      const listed = tickets
        .filter((ticket) => ticket.language === spoken && (ticket.handedOutAt !== null) === again)
        .map(({ serialNumber }) => serialNumber);
      return listed.length > 0 ? [{ again, spoken, listed }] : [];
    }),
  );
  return (
    <ContentPage frame={frame} title={texts.title} tab="offers" intro={texts.intro}>
      {filled.length === 0 ? (
        <EmptyBox>
          <BodyLong>{texts.none}</BodyLong>
        </EmptyBox>
      ) : (
        <>
          <HStack gap="space-16">
            {filled.flatMap((group) =>
              // Printing takes tickets off the first list, which needs one button; the second stays, and is printed in parts.
              Array.from(
                { length: group.again ? Math.ceil(group.listed.length / most) : 1 },
                (_, part) => <PrintButton key={part} {...{ frame, part, most }} {...group} />,
              ),
            )}
          </HStack>
          {filled.some(({ again, listed }) => !again && listed.length > most) && (
            <BodyLong>{texts.most(most)}</BodyLong>
          )}
          <Heading size="small" level="2">
            {texts.whose}
          </Heading>
          <DataTable
            label={texts.whose}
            rows={tickets}
            columns={[
              {
                name: words.who,
                cell: ({ recipientId, recipient }) => (
                  <Link href={`/nav/recipients/${recipientId}`}>{recipientName(recipient)}</Link>
                ),
              },
              { name: words.offer, cell: ({ title }) => textIn(title, language) },
              { name: texts.number, cell: ({ ticketNumber }) => ticketNumberText(ticketNumber) },
              {
                name: texts.printed,
                cell: ({ handedOutAt }) =>
                  handedOutAt ? formatMoment(handedOutAt, language) : "–",
              },
            ]}
          />
        </>
      )}
    </ContentPage>
  );
}

interface PrintButtonProps {
  frame: PageFrame;
  again: boolean;
  spoken: Language;
  /** Serial numbers of the tickets of all files. */
  listed: string[];
  /** Which file, from 0. */
  part: number;
  most: number;
}

/** A button that downloads one file of tickets. */
function PrintButton({ frame, again, spoken, listed, part, most }: PrintButtonProps) {
  const texts = paperTexts(frame.language);
  const name = languageNames[spoken];
  const count = listed.length;
  const last = Math.min(count, (part + 1) * most);
  const ofFile = { listed: listed.slice(part * most, last).join(" ") };
  const which = again && count > most ? `${part * most + 1}–${last}` : String(last);
  return (
    <PostButton
      frame={frame}
      action="/nav/print/tickets.pdf"
      values={{ language: spoken, again: String(again), ...(again && ofFile) }}
      variant={again ? "secondary" : "primary"}
    >
      {(again ? texts.printAgain : texts.print)(which, name)}
    </PostButton>
  );
}
