import {
  Alert,
  BodyLong,
  BodyShort,
  Button,
  Checkbox,
  CheckboxGroup,
  Heading,
  HStack,
  Link,
  TextField,
  VStack,
} from "@navikt/ds-react";
import {
  webhookEvents,
  type Webhook,
  type WebhookDelivery,
  type WebhookEvent,
} from "../../domain/integrations/webhook.ts";
import { providerTexts, webhooksTexts } from "../texts/staff-texts.ts";
import { Card } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton, PostForm } from "../ui/post-form.tsx";
import { SecretPage } from "./secret-page.tsx";

/** Values as typed. */
export interface WebhookValues {
  url: string;
  events: WebhookEvent[];
}

interface WebhooksPageProps {
  frame: PageFrame;
  webhooks: { webhook: Webhook; deliveries: WebhookDelivery[] }[];
  values: WebhookValues;
  faults: Faults;
  notice: string | undefined;
}

/** `/provider/webhooks`: the webhooks of a provider, and the latest deliveries of each. */
export function WebhooksPage({ frame, webhooks, values, faults, notice }: WebhooksPageProps) {
  const texts = webhooksTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.webhooks}
      tab="systems"
      notice={notice}
      intro={
        <>
          <BodyLong spacing>{texts.intro}</BodyLong>
          <Link href="/provider/systems">{providerTexts(frame.language).backToSystems}</Link>
        </>
      }
    >
      {webhooks.length === 0 && <BodyLong>{texts.none}</BodyLong>}
      {webhooks.map((each) => (
        <WebhookBox key={each.webhook.id} frame={frame} {...each} />
      ))}
      <PostForm frame={frame} action="/provider/webhooks" className="form">
        <VStack gap="space-16" align="start">
          <TextField
            {...fieldProps(faults, { url: values.url })("url")}
            type="url"
            label={texts.address}
            description={texts.addressHelp}
            className="medium"
          />
          <CheckboxGroup
            legend={texts.events}
            defaultValue={values.events}
            error={faults.get("events")}
          >
            {webhookEvents.map((event) => (
              <Checkbox key={event} name="events" value={event}>
                {texts.event[event]}
              </Checkbox>
            ))}
          </CheckboxGroup>
          <Button>{texts.make}</Button>
        </VStack>
      </PostForm>
    </ContentPage>
  );
}

interface WebhookBoxProps {
  frame: PageFrame;
  webhook: Webhook;
  deliveries: WebhookDelivery[];
}

function WebhookBox({ frame, webhook, deliveries }: WebhookBoxProps) {
  const texts = webhooksTexts(frame.language);
  const address = `/provider/webhooks/${webhook.id}`;
  return (
    <Card as="section" label={webhook.url}>
      <VStack gap="space-12">
        <Heading size="small" level="2">
          {webhook.url}
        </Heading>
        <BodyShort>{webhook.events.map((event) => texts.event[event]).join(", ")}</BodyShort>
        {webhook.stoppedAt && <Alert variant="warning">{texts.stopped}</Alert>}
        {webhook.publicKey !== null && (
          <BodyShort>
            {texts.publicKey}: <code>{webhook.publicKey}</code>
          </BodyShort>
        )}
        <HStack gap="space-12">
          <PostButton frame={frame} action={`${address}/test`} size="small">
            {texts.test}
          </PostButton>
          <PostButton frame={frame} action={`${address}/renew-secret`} size="small">
            {texts.renew}
          </PostButton>
          <PostButton
            frame={frame}
            action={`${address}/remove`}
            size="small"
            label={texts.removeThis(webhook.url)}
          >
            {texts.remove}
          </PostButton>
        </HStack>
        {deliveries.length === 0 ? (
          <BodyShort>{texts.noDeliveries}</BodyShort>
        ) : (
          <VStack as="ul" gap="space-12" aria-label={texts.deliveriesOf(webhook.url)}>
            {deliveries.map((delivery) => (
              <li key={delivery.id}>
                <HStack gap="space-12" align="center">
                  <BodyShort>
                    {formatMoment(delivery.createdAt, frame.language)}:{" "}
                    {texts.event[delivery.event]}. {texts.states[delivery.state]}
                    {delivery.lastResult !== null && ` (${delivery.lastResult})`}
                  </BodyShort>
                  <PostButton
                    frame={frame}
                    action={`${address}/deliveries/${delivery.id}/resend`}
                    size="small"
                    variant="tertiary"
                  >
                    {texts.resend}
                  </PostButton>
                </HStack>
              </li>
            ))}
          </VStack>
        )}
      </VStack>
    </Card>
  );
}

interface WebhookSecretPageProps {
  frame: PageFrame;
  secret: string;
  isRenewed?: boolean;
}

/** The secret of a new webhook, or a webhook's new one; no other page shows it. */
export function WebhookSecretPage({ frame, secret, isRenewed = false }: WebhookSecretPageProps) {
  const texts = webhooksTexts(frame.language);
  return (
    <SecretPage
      frame={frame}
      heading={isRenewed ? texts.renewed : texts.made}
      help={isRenewed ? texts.renewedHelp : texts.madeHelp}
      secret={secret}
      back={{ href: "/provider/webhooks", text: texts.back }}
    />
  );
}
