import { Detail, Heading } from "@navikt/ds-react";
import type { RecipientMessage } from "../../db/recipients/recipient-messages.ts";
import { allocationLineTexts } from "../texts/allocation-line-texts.ts";
import { failedMessageTexts } from "../texts/failed-message-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { formatMoment } from "../ui/format.ts";

/** The messages to a recipient's guardians with what became of each; nothing without one. */
export function MessagesSection({
  messages,
  language,
}: {
  messages: RecipientMessage[];
  language: StaffLanguage;
}) {
  if (messages.length === 0) return null;
  const texts = failedMessageTexts(language);
  return (
    <section aria-labelledby="messages">
      <Heading size="medium" level="2" id="messages" spacing>
        {texts.ofRecipient}
      </Heading>
      <DataTable
        label={texts.ofRecipient}
        rows={messages}
        columns={[
          { name: texts.about, className: "wraps", cell: ({ about }) => texts[about] },
          { name: texts.to, cell: ({ guardian }) => texts.guardians[guardian] },
          { name: texts.channel, cell: ({ channel }) => texts.channels[channel] },
          {
            name: texts.state,
            cell: ({ state, failure }) => (
              <>
                {allocationLineTexts(language).messages[state]}
                {failure && <Detail>{texts.failures[failure]}</Detail>}
              </>
            ),
          },
          { name: texts.stateSince, cell: ({ at }) => formatMoment(at, language) },
        ]}
      />
    </section>
  );
}
