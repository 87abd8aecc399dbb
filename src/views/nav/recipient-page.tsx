import { BodyLong, Heading, HStack, Tag } from "@navikt/ds-react";
import type { HeldTicket } from "../../db/recipients/held-tickets.ts";
import type { RecipientMessage } from "../../db/recipients/recipient-messages.ts";
import { guardianContact } from "../../domain/recipients/message-contact.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { failedMessageTexts } from "../texts/failed-message-texts.ts";
import { householdTexts } from "../texts/household-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { FailedMessagesAlert } from "./failed-messages-alert.tsx";
import { HeldTicketTable } from "./held-ticket-table.tsx";
import { HouseholdSection } from "./household-section.tsx";
import { MessagesSection } from "./messages-section.tsx";
import { PrivacySection } from "./privacy-section.tsx";
import { recipientName } from "./recipient-name.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { PostButton } from "../ui/post-form.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/nav/recipients/{id}`: a recipient and its tickets, from which no use shows. */
export function RecipientPage({
  frame,
  recipient,
  siblings,
  municipality,
  tickets,
  messages,
  notice,
  toldAgain,
  refusal,
}: {
  frame: PageFrame;
  recipient: Recipient;
  /** The others of its household. */
  siblings: Recipient[];
  municipality: string;
  tickets: HeldTicket[];
  /** That announced them or repeated the link, newest first. */
  messages: RecipientMessage[];
  notice?: string | undefined;
  /** Names of the siblings to whom the link was sent again by the officer's change. */
  toldAgain: string[];
  /** Why the officer's change was not made. */
  refusal?: string | undefined;
}) {
  const texts = staffTexts(frame.language);
  const name = recipientName(recipient);
  return (
    <ContentPage
      frame={frame}
      title={name}
      tab="recipients"
      gap="space-32"
      notice={
        notice !== undefined && toldAgain.length > 0
          ? `${notice} ${householdTexts(frame.language).toldAgain(toldAgain.join(", "))}`
          : notice
      }
      refusal={refusal}
      alerts={
        <FailedMessagesAlert
          count={messages.filter(({ state }) => state === "failed").length}
          language={frame.language}
        >
          <PostButton frame={frame} action={`/nav/recipients/${recipient.id}/resend`} size="small">
            {failedMessageTexts(frame.language).resend}
          </PostButton>
        </FailedMessagesAlert>
      }
      tag={recipient.protectedAddress && <Tag variant="warning">{texts.protectedTag}</Tag>}
      intro={[
        texts.born(recipient.birthYear),
        municipality,
        languageNames[recipient.language],
        texts.deliveries[recipient.delivery],
        recipient.phone ?? recipient.email ?? "",
        guardianContact(recipient, 2)?.to ?? "",
      ]
        .filter((part) => part !== "")
        .join(" · ")}
    >
      <HStack gap="space-12">
        <ButtonLink href={`/nav/allocate?recipient=${recipient.id}`} size="small">
          {texts.allocateMore}
        </ButtonLink>
        <ButtonLink href={`/nav/recipients/${recipient.id}/edit`} variant="secondary" size="small">
          {texts.change}
        </ButtonLink>
      </HStack>
      <section aria-labelledby="tickets">
        <Heading size="medium" level="2" id="tickets" spacing>
          {texts.ticketsHeld}
        </Heading>
        {tickets.length === 0 ? (
          <BodyLong>{texts.noTickets}</BodyLong>
        ) : (
          <HeldTicketTable frame={frame} tickets={tickets} label={texts.ticketsOf(name)} />
        )}
      </section>
      <section aria-labelledby="claim">
        <Heading size="medium" level="2" id="claim" spacing>
          {texts.claimLink}
        </Heading>
        {tickets.length === 0 ? (
          <BodyLong>{texts.noClaimLink}</BodyLong>
        ) : (
          <HStack gap="space-12">
            <ButtonLink
              href={`/nav/recipients/${recipient.id}/claim-link`}
              variant="secondary"
              size="small"
            >
              {texts.showLink}
            </ButtonLink>
            {(recipient.delivery === "sms" || recipient.delivery === "email") && (
              <PostButton
                frame={frame}
                action={`/nav/recipients/${recipient.id}/repeat`}
                size="small"
              >
                {texts.repeatLink}
              </PostButton>
            )}
            <PostButton
              frame={frame}
              action={`/nav/recipients/${recipient.id}/tickets.pdf`}
              variant="tertiary"
              size="small"
            >
              {texts.printTickets}
            </PostButton>
          </HStack>
        )}
      </section>
      <MessagesSection messages={messages} language={frame.language} />
      <HouseholdSection frame={frame} recipient={recipient} siblings={siblings} />
      <PrivacySection language={frame.language} recipientId={recipient.id} />
    </ContentPage>
  );
}
