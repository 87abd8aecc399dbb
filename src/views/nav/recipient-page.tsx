import { Alert, BodyLong, BodyShort, Button, Heading, HStack, Tag, VStack } from "@navikt/ds-react";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ClaimLinkSection, type ShownClaim } from "./claim-link-section.tsx";
import { HeldTicketTable, type ShownTicket } from "./held-ticket-table.tsx";
import { recipientName } from "./recipient-name.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { Csrf } from "../ui/post-form.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/nav/recipients/{id}`: one child's tickets and the link to hand over. Never where or when one was used. */
export function RecipientPage({
  frame,
  recipient,
  municipality,
  tickets,
  claim,
  codeAddress,
  notice,
}: {
  frame: PageFrame;
  recipient: Recipient;
  municipality: string;
  tickets: ShownTicket[];
  claim: ShownClaim | undefined;
  /** Where the code can be typed, without `https://`. */
  codeAddress: string;
  notice?: string | undefined;
}) {
  const texts = staffTexts(frame.language);
  const name = recipientName(recipient);
  return (
    <PageDocument frame={frame} title={name} tab="recipients" scripts={["copy.js"]}>
      <VStack gap="space-32">
        <VStack gap="space-8">
          <HStack gap="space-16" align="center">
            <Heading size="large" level="1">
              {name}
            </Heading>
            {recipient.protectedAddress && <Tag variant="warning">{texts.protectedTag}</Tag>}
          </HStack>
          <BodyShort>
            {[
              texts.born(recipient.birthYear),
              municipality,
              languageNames[recipient.language],
              texts.deliveries[recipient.delivery],
              recipient.phone ?? recipient.email ?? "",
            ]
              .filter((part) => part !== "")
              .join(" · ")}
          </BodyShort>
          <HStack gap="space-12">
            <ButtonLink href={`/nav/allocate?recipient=${recipient.id}`} size="small">
              {texts.allocateMore}
            </ButtonLink>
            <ButtonLink
              href={`/nav/recipients/${recipient.id}/edit`}
              variant="secondary"
              size="small"
            >
              {texts.change}
            </ButtonLink>
          </HStack>
        </VStack>
        {notice !== undefined && (
          <Alert variant="success" role="status">
            {notice}
          </Alert>
        )}
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
          ) : claim ? (
            <ClaimLinkSection
              frame={frame}
              recipientId={recipient.id}
              claim={claim}
              codeAddress={codeAddress}
            />
          ) : (
            <form method="post" action={`/nav/recipients/${recipient.id}/claim-link/create`}>
              <Csrf frame={frame} />
              <BodyLong spacing>{texts.missingClaimLink}</BodyLong>
              <Button size="small">{texts.createLink}</Button>
            </form>
          )}
        </section>
      </VStack>
    </PageDocument>
  );
}
