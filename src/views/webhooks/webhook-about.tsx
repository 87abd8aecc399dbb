import { Alert, BodyShort, HStack } from "@navikt/ds-react";
import type { Webhook } from "../../domain/integrations/webhook.ts";
import { webhooksTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

interface Props {
  frame: PageFrame;
  /** Path of the webhook's page. */
  path: string;
  webhook: Webhook;
  municipalities: ReadonlyMap<string, string>;
}

/** What a webhook tells of, and of which municipality where its owner has several; and what can be done with it. */
export function WebhookAbout({ frame, path, webhook, municipalities }: Props) {
  const texts = webhooksTexts(frame.language);
  const { url, events, municipality, stoppedAt, publicKey } = webhook;
  return (
    <>
      {municipality !== null && municipalities.size > 1 && (
        <BodyShort weight="semibold">{municipalities.get(municipality)}</BodyShort>
      )}
      <BodyShort>{events.map((event) => texts.event[event]).join(", ")}</BodyShort>
      {stoppedAt && <Alert variant="warning">{texts.stopped}</Alert>}
      {publicKey !== null && (
        <BodyShort>
          {texts.publicKey}: <code>{publicKey}</code>
        </BodyShort>
      )}
      <HStack gap="space-12">
        <PostButton frame={frame} action={`${path}/test`} size="small">
          {texts.test}
        </PostButton>
        <PostButton frame={frame} action={`${path}/renew-secret`} size="small">
          {texts.renew}
        </PostButton>
        <PostButton
          frame={frame}
          action={`${path}/remove`}
          size="small"
          label={texts.removeThis(url)}
        >
          {texts.remove}
        </PostButton>
      </HStack>
    </>
  );
}
