import {
  BodyLong,
  BodyShort,
  Button,
  Heading,
  HStack,
  Link,
  Tag,
  TextField,
  VStack,
} from "@navikt/ds-react";
import { formatDate } from "../../domain/date-text.ts";
import type { RecipientList } from "../../domain/lists/recipient-list.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { filterTexts } from "../texts/filter-texts.ts";
import { savedListTexts } from "../texts/saved-list-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { HiddenFields, PostForm } from "../ui/post-form.tsx";
import { recipientName } from "./recipient-name.ts";
import { ChooseButton } from "./choose-button.tsx";

interface Props {
  frame: PageFrame;
  list: RecipientList;
  /** Those in it, or the newest of many. */
  recipients: Recipient[];
  /** As typed. */
  name: string;
  /** Of the name as it is now. */
  revision: string;
  faults: Faults;
  notice?: string | undefined;
}

/** `/nav/lists/{id}`: who is in a saved list now, and its name. */
export function SavedListPage({ frame, list, recipients, name, revision, faults, notice }: Props) {
  const texts = savedListTexts(frame.language);
  const words = staffTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={list.name}
      tab="allocate"
      intro={texts.endsHelp(formatDate(new Date(list.endsOn), frame.language))}
      notice={notice}
      faults={faults}
      gap="space-32"
    >
      <HStack gap="space-16">
        {list.count > 0 && <ChooseButton frame={frame} id={list.id} />}
        <ButtonLink href={`/nav/lists/${list.id}/remove`} variant="tertiary" size="small">
          {texts.remove}
        </ButtonLink>
      </HStack>
      <PostForm frame={frame} action={`/nav/lists/${list.id}`} className="form">
        <HiddenFields values={{ revision }} />
        <VStack gap="space-16" align="start">
          <TextField
            {...fieldProps(faults, { name })("name")}
            label={texts.name}
            description={texts.nameHelp}
            autoComplete="off"
            className="medium"
          />
          <Button variant="secondary" size="small">
            {texts.rename}
          </Button>
        </VStack>
      </PostForm>
      <section aria-labelledby="members">
        <VStack gap="space-16">
          <Heading size="small" level="2" id="members">
            {`${texts.inIt}: ${texts.count(list.count)}`}
          </Heading>
          {list.count > recipients.length && (
            <BodyShort>
              {filterTexts(frame.language).shown(recipients.length, list.count)}
            </BodyShort>
          )}
          {recipients.length === 0 ? (
            <BodyLong>{texts.empty}</BodyLong>
          ) : (
            <DataTable
              label={texts.inIt}
              rows={recipients}
              columns={[
                {
                  name: words.reference,
                  cell: (recipient) => (
                    <HStack gap="space-8">
                      <Link href={`/nav/recipients/${recipient.id}`}>
                        {recipientName(recipient)}
                      </Link>
                      {recipient.protectedAddress && (
                        <Tag variant="warning" size="xsmall">
                          {words.protectedTag}
                        </Tag>
                      )}
                    </HStack>
                  ),
                },
                { name: words.birthYear, cell: ({ birthYear }) => birthYear },
              ]}
            />
          )}
        </VStack>
      </section>
    </ContentPage>
  );
}
