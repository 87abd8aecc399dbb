import { BodyLong, Link } from "@navikt/ds-react";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { searchTexts } from "../texts/search-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { recipientName } from "./recipient-name.ts";

/** `/nav/search`: the recipients that a search found, where it is not one. */
export function FoundRecipientsPage({
  frame,
  text,
  recipients,
  municipalities,
  isCut,
}: {
  frame: PageFrame;
  text: string;
  recipients: Recipient[];
  municipalities: ReadonlyMap<string, string>;
  /** Whether there may be more. */
  isCut: boolean;
}) {
  const texts = searchTexts(frame.language);
  const names = staffTexts(frame.language);
  return (
    <ContentPage
      frame={{ ...frame, path: "/nav/search" }}
      title={texts.title}
      tab="recipients"
      intro={text === "" ? undefined : texts.intro(text)}
    >
      {recipients.length === 0 ? (
        <EmptyBox>
          <BodyLong>{texts.none}</BodyLong>
        </EmptyBox>
      ) : (
        <DataTable
          label={texts.title}
          rows={recipients}
          columns={[
            {
              name: names.reference,
              cell: (one) => <Link href={`/nav/recipients/${one.id}`}>{recipientName(one)}</Link>,
            },
            { name: names.birthYear, cell: ({ birthYear }) => birthYear },
            {
              name: names.municipality,
              cell: ({ municipality }) => municipalities.get(municipality) ?? municipality,
            },
          ]}
        />
      )}
      {isCut && <BodyLong>{texts.more(recipients.length)}</BodyLong>}
    </ContentPage>
  );
}
