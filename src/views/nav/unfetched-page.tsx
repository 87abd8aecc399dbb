import { BodyLong, Heading, HStack, Link, VStack } from "@navikt/ds-react";
import type { UnfetchedTickets } from "../../db/recipients/unfetched-tickets.ts";
import { formatDate } from "../../domain/date-text.ts";
import { textIn, type Language } from "../../domain/language.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { unfetchedTexts } from "../texts/unfetched-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { recipientName } from "./recipient-name.ts";

type Line = UnfetchedTickets & { recipient: Recipient };

/** The last day on which a ticket can be fetched. */
export const lastDayOf = (claimUntil: Date | null, language: Language) =>
  claimUntil ? formatDate(new Date(claimUntil.getTime() - 1), language) : "–";

interface Props {
  frame: PageFrame;
  /** Those of one offer together. */
  lines: Line[];
  notice?: string | undefined;
}

/** `/nav/unfetched`: tickets that are neither fetched nor handed out, by offer, and buttons that remind of them. */
export function UnfetchedPage({ frame, lines, notice }: Props) {
  const { language } = frame;
  const texts = unfetchedTexts(language);
  const offers = new Map(lines.map(({ offerId, title }) => [offerId, title]));
  return (
    <ContentPage
      frame={frame}
      title={texts.title}
      tab="offers"
      intro={texts.intro}
      notice={notice}
      gap="space-32"
    >
      {lines.length === 0 ? (
        <EmptyBox>
          <BodyLong>{texts.none}</BodyLong>
        </EmptyBox>
      ) : (
        <VStack gap="space-16">
          <HStack gap="space-16">
            <PostButton frame={frame} action="/nav/unfetched/remind" variant="primary" size="small">
              {texts.remindAll}
            </PostButton>
            <PostButton frame={frame} action="/nav/unfetched/repeat" size="small">
              {texts.repeatAll}
            </PostButton>
            <ButtonLink href="/nav/print" variant="tertiary" size="small">
              {texts.toPrint}
            </ButtonLink>
          </HStack>
          <BodyLong size="small">{texts.help}</BodyLong>
        </VStack>
      )}
      {[...offers].map(([offerId, title]) => (
        <section key={offerId}>
          <VStack gap="space-16">
            <HStack gap="space-16" align="center" justify="space-between">
              <Heading size="medium" level="2" id={`offer-${offerId}`}>
                {textIn(title, language)}
              </Heading>
              <PostButton
                frame={frame}
                action={`/nav/offers/${offerId}/remind`}
                size="small"
                label={texts.remindOf(textIn(title, language))}
              >
                {texts.remind}
              </PostButton>
            </HStack>
            <Tickets
              frame={frame}
              label={textIn(title, language)}
              lines={lines.filter((line) => line.offerId === offerId)}
            />
          </VStack>
        </section>
      ))}
    </ContentPage>
  );
}

function Tickets({ frame, label, lines }: { frame: PageFrame; label: string; lines: Line[] }) {
  const { language } = frame;
  const words = staffTexts(language);
  return (
    <DataTable
      label={label}
      rows={lines}
      columns={[
        {
          name: words.who,
          className: "wraps",
          cell: ({ recipientId, recipient }) => (
            <Link href={`/nav/recipients/${recipientId}`}>{recipientName(recipient)}</Link>
          ),
        },
        { name: words.ticketCount, align: "right", cell: ({ tickets }) => tickets },
        { name: words.delivery, cell: ({ recipient }) => words.deliveries[recipient.delivery] },
        {
          name: unfetchedTexts(language).deadline,
          cell: ({ claimUntil }) => lastDayOf(claimUntil, language),
        },
      ]}
    />
  );
}
