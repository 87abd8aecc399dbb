import { BodyLong, BodyShort, Box, Heading, Link, VStack } from "@navikt/ds-react";
import { SandboxDocument } from "./sandbox-document.tsx";
import type { StoredMessage } from "./message-store.ts";

const maxShown = 200;

const moment = new Intl.DateTimeFormat("nb-NO", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "Europe/Oslo",
});

/** Lists the messages that would have been sent, newest first. */
export function MessagesPage({ messages }: { messages: StoredMessage[] }) {
  return (
    <SandboxDocument title="Meldinger">
      <VStack gap="space-24">
        <div>
          <Heading size="large" level="1" spacing>
            Meldinger
          </Heading>
          <BodyLong>
            {messages.length === 0
              ? "Ingen meldinger er sendt ennå."
              : `${messages.length} sendt, de nyeste øverst. Ingen av dem har forlatt maskinen.`}
          </BodyLong>
        </div>
        {messages.slice(0, maxShown).map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </VStack>
    </SandboxDocument>
  );
}

function Message({ message }: { message: StoredMessage }) {
  const { id, channel, from, to, subject, text, receivedAt } = message;
  return (
    <Box as="article" aria-labelledby={id} padding="space-16" borderWidth="1" borderRadius="8">
      <Heading size="xsmall" level="2" id={id} spacing>
        {`${channel === "sms" ? "SMS" : "E-post"} til ${to}`}
      </Heading>
      <BodyShort size="small" textColor="subtle" spacing>
        {`Fra ${from}, `}
        <time dateTime={receivedAt}>{moment.format(new Date(receivedAt))}</time>
      </BodyShort>
      {subject !== undefined && <BodyShort weight="semibold">{subject}</BodyShort>}
      <BodyLong>
        <WithLinks text={text} />
      </BodyLong>
    </Box>
  );
}

function WithLinks({ text }: { text: string }) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 1 ? (
      <Link key={part} href={part} style={{ overflowWrap: "anywhere" }}>
        {part}
      </Link>
    ) : (
      part
    ),
  );
}
