import { BodyLong, Box, Heading, HStack, Link, Table, Tag, VStack } from "@navikt/ds-react";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { recipientName } from "./recipient-name.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** `/nav/recipients`: as little of the children as it takes to tell them apart. */
export function RecipientsPage({
  frame,
  recipients,
  held,
  municipalities,
  nextCursor,
  isFirst,
}: {
  frame: PageFrame;
  recipients: Recipient[];
  /** Live tickets by recipient. */
  held: ReadonlyMap<string, number>;
  municipalities: ReadonlyMap<string, string>;
  nextCursor: string | null;
  isFirst: boolean;
}) {
  const texts = staffTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.recipients} tab="recipients">
      <VStack gap="space-24">
        <HStack justify="space-between" align="center" gap="space-16">
          <Heading size="large" level="1">
            {texts.recipients}
          </Heading>
          <ButtonLink href="/nav/recipients/new" size="small">
            {texts.newRecipient}
          </ButtonLink>
        </HStack>
        {recipients.length === 0 ? (
          <Box padding="space-24" borderRadius="8" background="neutral-soft">
            <BodyLong>{texts.noRecipients}</BodyLong>
            <BodyLong>{texts.noRecipientsHelp}</BodyLong>
          </Box>
        ) : (
          <div className="wide" role="region" aria-label={texts.recipients} tabIndex={0}>
            <Table size="small">
              <Table.Header>
                <Table.Row>
                  <Table.HeaderCell scope="col">{texts.reference}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.birthYear}</Table.HeaderCell>
                  <Table.HeaderCell scope="col" className="on-desks">
                    {texts.municipality}
                  </Table.HeaderCell>
                  <Table.HeaderCell scope="col" className="on-desks">
                    {texts.delivery}
                  </Table.HeaderCell>
                  <Table.HeaderCell scope="col" align="right">
                    {texts.ticketsHeld}
                  </Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {recipients.map((recipient) => (
                  <Table.Row key={recipient.id}>
                    <Table.HeaderCell scope="row">
                      <Link href={`/nav/recipients/${recipient.id}`}>
                        {recipientName(recipient)}
                      </Link>
                      {recipient.protectedAddress && (
                        <div>
                          <Tag variant="warning" size="xsmall">
                            {texts.protectedTag}
                          </Tag>
                        </div>
                      )}
                    </Table.HeaderCell>
                    <Table.DataCell>{recipient.birthYear}</Table.DataCell>
                    <Table.DataCell className="on-desks">
                      {municipalities.get(recipient.municipality) ?? recipient.municipality}
                    </Table.DataCell>
                    <Table.DataCell className="on-desks">
                      {texts.deliveries[recipient.delivery]}, {languageNames[recipient.language]}
                    </Table.DataCell>
                    <Table.DataCell align="right">{held.get(recipient.id) ?? 0}</Table.DataCell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
        )}
        <HStack gap="space-16">
          {!isFirst && <Link href="/nav/recipients">{texts.firstPage}</Link>}
          {nextCursor !== null && (
            <Link href={`/nav/recipients?cursor=${encodeURIComponent(nextCursor)}`}>
              {texts.nextPage}
            </Link>
          )}
        </HStack>
      </VStack>
    </PageDocument>
  );
}
