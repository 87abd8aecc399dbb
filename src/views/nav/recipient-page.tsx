import {
  Alert,
  BodyLong,
  BodyShort,
  Box,
  Button,
  Detail,
  Heading,
  HStack,
  Link,
  Table,
  Tag,
  VStack,
} from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import type { Period } from "../../domain/offer.ts";
import { hasEnded, type PassState } from "../../domain/pass.ts";
import type { Recipient } from "../../domain/recipient.ts";
import { formatPeriod } from "../format-date.ts";
import { QrCode } from "../qr-code.tsx";
import { languageNames } from "../texts/holder-texts.ts";
import { staffTexts, type StaffTexts } from "../texts/staff-texts.ts";
import { recipientName } from "./recipient-name.ts";
import { ButtonLink, Csrf, StaffDocument, type StaffFrame } from "./staff-document.tsx";

export interface ShownTicket {
  serialNumber: string;
  title: Texts;
  provider: string;
  validity: Period;
  state: PassState;
  fetched: boolean;
  devices: number;
  inGoogle: boolean;
}

export interface ShownClaim {
  url: string;
  code: string;
}

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
  frame: StaffFrame;
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
    <StaffDocument frame={frame} title={name} tab="recipients" scripts={["copy.js"]}>
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
            <Tickets frame={frame} tickets={tickets} label={texts.ticketsOf(name)} />
          )}
        </section>
        <section aria-labelledby="claim">
          <Heading size="medium" level="2" id="claim" spacing>
            {texts.claimLink}
          </Heading>
          {claim ? (
            <ClaimLink
              frame={frame}
              recipientId={recipient.id}
              claim={claim}
              codeAddress={codeAddress}
            />
          ) : (
            <BodyLong>{texts.noClaimLink}</BodyLong>
          )}
        </section>
      </VStack>
    </StaffDocument>
  );
}

const tagOf = (state: PassState) =>
  state === "active" ? "success" : state === "pending" ? "info" : "neutral";

function walletsOf({ devices, inGoogle, fetched }: ShownTicket, texts: StaffTexts): string {
  const wallets = [
    ...(devices > 0 ? [texts.onPhones(devices)] : []),
    ...(inGoogle ? [texts.inGoogle] : []),
  ];
  if (wallets.length > 0) return wallets.join(", ");
  return fetched ? texts.fetchedOnly : texts.notFetched;
}

function Tickets({
  frame,
  tickets,
  label,
}: {
  frame: StaffFrame;
  tickets: ShownTicket[];
  label: string;
}) {
  const texts = staffTexts(frame.language);
  return (
    <div className="wide" role="region" aria-label={label} tabIndex={0}>
      <Table size="small">
        <Table.Header>
          <Table.Row>
            <Table.HeaderCell scope="col">{texts.offer}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{texts.state}</Table.HeaderCell>
            <Table.HeaderCell scope="col">{texts.wallets}</Table.HeaderCell>
            <Table.DataCell />
          </Table.Row>
        </Table.Header>
        <Table.Body>
          {tickets.map((ticket) => {
            const title = textIn(ticket.title, frame.language);
            return (
              <Table.Row key={ticket.serialNumber}>
                <Table.HeaderCell scope="row">
                  {title}
                  <Detail>
                    {ticket.provider}, {formatPeriod(ticket.validity, frame.language)}
                  </Detail>
                </Table.HeaderCell>
                <Table.DataCell>
                  <Tag variant={tagOf(ticket.state)} size="small">
                    {texts.states[ticket.state]}
                  </Tag>
                </Table.DataCell>
                <Table.DataCell>{walletsOf(ticket, texts)}</Table.DataCell>
                <Table.DataCell align="right">
                  {!hasEnded(ticket.state) && (
                    <Link
                      href={`/nav/passes/${ticket.serialNumber}/revoke`}
                      aria-label={texts.revokeThis(title)}
                    >
                      {texts.revoke}
                    </Link>
                  )}
                </Table.DataCell>
              </Table.Row>
            );
          })}
        </Table.Body>
      </Table>
    </div>
  );
}

function ClaimLink({
  frame,
  recipientId,
  claim: { url, code },
  codeAddress,
}: {
  frame: StaffFrame;
  recipientId: string;
  claim: ShownClaim;
  codeAddress: string;
}) {
  const texts = staffTexts(frame.language);
  return (
    <VStack gap="space-16">
      <BodyLong>{texts.claimLinkHelp}</BodyLong>
      <Box padding="space-16" borderRadius="8" background="neutral-soft">
        <VStack gap="space-12" align="start">
          <code className="secret">{url}</code>
          <HStack gap="space-12" align="center">
            <span hidden data-copy={url} data-copied={texts.copied}>
              <Button type="button" size="small" variant="secondary">
                {texts.copyLink}
              </Button>
            </span>
            <Link href={url}>{texts.openLink}</Link>
            <Link href={`${url}/tickets.pdf`}>{texts.printTickets}</Link>
          </HStack>
          <div>
            <BodyShort weight="semibold">
              {texts.claimCode}: <code>{code}</code>
            </BodyShort>
            <Detail>{texts.claimCodeHelp(codeAddress)}</Detail>
          </div>
          <details>
            <summary>{texts.claimQr}</summary>
            <BodyShort>{texts.claimQrHelp}</BodyShort>
            <QrCode text={url} label={texts.claimQr} />
          </details>
        </VStack>
      </Box>
      <form method="post" action={`/nav/recipients/${recipientId}/claim-link`}>
        <Csrf frame={frame} />
        <VStack gap="space-8" align="start">
          <Detail>{texts.newLinkHelp}</Detail>
          <Button variant="tertiary" size="small">
            {texts.newLink}
          </Button>
        </VStack>
      </form>
    </VStack>
  );
}
