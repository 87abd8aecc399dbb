import { BodyLong, Heading, HStack, Link } from "@navikt/ds-react";
import type { TicketForPaper } from "../../db/passes/paper-tickets.ts";
import { languages, textIn } from "../../domain/language.ts";
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
  const groups = [false, true].flatMap((again) =>
    languages.map((spoken) => ({
      ...{ again, spoken },
      count: tickets.filter(
        (ticket) => ticket.language === spoken && (ticket.handedOutAt !== null) === again,
      ).length,
    })),
  );
  const filled = groups.filter(({ count }) => count > 0);
  return (
    <ContentPage frame={frame} title={texts.title} tab="offers" intro={texts.intro}>
      {filled.length === 0 ? (
        <EmptyBox>
          <BodyLong>{texts.none}</BodyLong>
        </EmptyBox>
      ) : (
        <>
          <HStack gap="space-16">
            {filled.map(({ again, spoken, count }) => (
              <PostButton
                key={`${again} ${spoken}`}
                frame={frame}
                action="/nav/print/tickets.pdf"
                values={{ language: spoken, again: String(again) }}
                variant={again ? "secondary" : "primary"}
              >
                {(again ? texts.printAgain : texts.print)(
                  Math.min(count, most),
                  languageNames[spoken],
                )}
              </PostButton>
            ))}
          </HStack>
          {filled.some(({ count }) => count > most) && <BodyLong>{texts.most(most)}</BodyLong>}
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
