import { BodyLong, Link } from "@navikt/ds-react";
import type { FailedMessage } from "../../db/recipients/failed-messages.ts";
import { failedMessageTexts } from "../texts/failed-message-texts.ts";
import { EmptyBox } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";
import { recipientName } from "./recipient-name.ts";

/** `/nav/messages`: the messages that were given up, and why. */
export function MessagesPage({
  frame,
  messages,
  notice,
}: {
  frame: PageFrame;
  messages: FailedMessage[];
  notice?: string | undefined;
}) {
  const texts = failedMessageTexts(frame.language);
  const isEmpty = messages.length === 0;
  return (
    <ContentPage
      frame={frame}
      title={texts.title}
      intro={isEmpty ? undefined : texts.intro}
      notice={notice}
      action={
        !isEmpty && (
          <PostButton frame={frame} action="/nav/messages/resend" size="small">
            {texts.resendAll}
          </PostButton>
        )
      }
    >
      {isEmpty ? (
        <EmptyBox>
          <BodyLong>{texts.none}</BodyLong>
        </EmptyBox>
      ) : (
        <DataTable
          label={texts.title}
          rows={messages}
          columns={[
            {
              name: texts.recipient,
              cell: ({ recipient }) => (
                <Link href={`/nav/recipients/${recipient.id}`}>{recipientName(recipient)}</Link>
              ),
            },
            { name: texts.channel, cell: ({ channel }) => texts.channels[channel] },
            {
              name: texts.since,
              cell: ({ failedAt }) => formatMoment(failedAt, frame.language),
            },
            {
              name: texts.why,
              cell: ({ isRefused, failure }) =>
                failure ? texts.failures[failure] : isRefused ? texts.refused : texts.away,
            },
            {
              cell: ({ recipient }) => (
                <PostButton
                  frame={frame}
                  action={`/nav/recipients/${recipient.id}/resend`}
                  size="small"
                  label={texts.resendTo(recipientName(recipient))}
                >
                  {texts.resend}
                </PostButton>
              ),
            },
          ]}
        />
      )}
    </ContentPage>
  );
}
