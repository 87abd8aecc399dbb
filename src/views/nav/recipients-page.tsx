import { BodyLong, HStack, Link, Tag } from "@navikt/ds-react";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { importTexts } from "../texts/import-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable, type Column } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { recipientName } from "./recipient-name.ts";

/** `/nav/recipients`: the recipients, with the least data that distinguishes them. */
export function RecipientsPage({
  frame,
  recipients,
  held,
  municipalities,
  nextCursor,
  isFirst,
  notice,
}: {
  frame: PageFrame;
  recipients: Recipient[];
  /** Number of live tickets by recipient. */
  held: ReadonlyMap<string, number>;
  municipalities: ReadonlyMap<string, string>;
  nextCursor: string | null;
  isFirst: boolean;
  notice?: string | undefined;
}) {
  const texts = staffTexts(frame.language);
  const columns: Column<Recipient>[] = [
    {
      name: texts.reference,
      cell: (recipient) => (
        <>
          <Link href={`/nav/recipients/${recipient.id}`}>{recipientName(recipient)}</Link>
          {recipient.protectedAddress && (
            <div>
              <Tag variant="warning" size="xsmall">
                {texts.protectedTag}
              </Tag>
            </div>
          )}
        </>
      ),
    },
    { name: texts.birthYear, cell: ({ birthYear }) => birthYear },
    {
      name: texts.municipality,
      className: "on-desks",
      cell: ({ municipality }) => municipalities.get(municipality) ?? municipality,
    },
    {
      name: texts.delivery,
      className: "on-desks",
      cell: ({ delivery, language }) => `${texts.deliveries[delivery]}, ${languageNames[language]}`,
    },
    { name: texts.ticketsHeld, align: "right", cell: ({ id }) => held.get(id) ?? 0 },
  ];
  return (
    <ContentPage
      frame={frame}
      title={texts.recipients}
      tab="recipients"
      notice={notice}
      action={
        <HStack gap="space-8">
          <ButtonLink href="/nav/recipients/import" size="small" variant="secondary">
            {importTexts(frame.language).link}
          </ButtonLink>
          <ButtonLink href="/nav/recipients/new" size="small">
            {texts.newRecipient}
          </ButtonLink>
        </HStack>
      }
    >
      {recipients.length === 0 ? (
        <EmptyBox>
          <BodyLong>{texts.noRecipients}</BodyLong>
          <BodyLong>{texts.noRecipientsHelp}</BodyLong>
        </EmptyBox>
      ) : (
        <DataTable label={texts.recipients} rows={recipients} columns={columns} />
      )}
      <HStack gap="space-16">
        {!isFirst && <Link href="/nav/recipients">{texts.firstPage}</Link>}
        {nextCursor !== null && (
          <Link href={`/nav/recipients?cursor=${encodeURIComponent(nextCursor)}`}>
            {texts.nextPage}
          </Link>
        )}
      </HStack>
    </ContentPage>
  );
}
