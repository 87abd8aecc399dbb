import { BodyLong, Heading, Link, VStack } from "@navikt/ds-react";
import { textIn, type Texts } from "../../domain/language.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { waitingTexts } from "../texts/waiting-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { recipientName } from "./recipient-name.ts";
import { placeValue } from "./wait-button.tsx";

/** An offer's waiting list, and whom it proposes the tickets that are left. */
export interface ShownProposal {
  offerId: string;
  title: Texts;
  left: number;
  recipients: Recipient[];
  waiting: number;
}

/** Waiting lists with the freed tickets that they propose, and one button that allocates all; nothing without any. */
export function ProposalsSection({ frame, lists }: { frame: PageFrame; lists: ShownProposal[] }) {
  if (lists.length === 0) return null;
  const { language } = frame;
  const texts = waitingTexts(language);
  const proposed = lists.flatMap(({ offerId, recipients }) =>
    recipients.map(({ id: recipientId }) => placeValue({ offerId, recipientId })),
  );
  return (
    <section>
      <VStack gap="space-16">
        <Heading size="medium" level="2">
          {proposed.length > 0 ? texts.free : texts.title}
        </Heading>
        {proposed.length > 0 && <BodyLong>{texts.freeHelp}</BodyLong>}
        <DataTable
          label={proposed.length > 0 ? texts.free : texts.title}
          rows={lists}
          columns={[
            {
              name: staffTexts(language).offer,
              className: "wraps",
              cell: ({ offerId, title }) => (
                <Link
                  href={`/nav/offers/${offerId}/waiting-list`}
                  aria-label={texts.open(textIn(title, language))}
                >
                  {textIn(title, language)}
                </Link>
              ),
            },
            { name: texts.waiting, align: "right", cell: ({ waiting }) => waiting },
            { name: staffTexts(language).leftNow, align: "right", cell: ({ left }) => left },
            {
              name: texts.toWhom,
              cell: ({ recipients }) => recipients.map(recipientName).join(", ") || "–",
            },
          ]}
        />
        {proposed.length > 0 && (
          <PostButton
            frame={frame}
            action="/nav/waiting-list/confirm"
            values={{ place: proposed }}
            variant="primary"
          >
            {texts.confirmAll(proposed.length)}
          </PostButton>
        )}
      </VStack>
    </section>
  );
}
