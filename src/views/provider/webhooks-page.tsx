import {
  Alert,
  BodyLong,
  BodyShort,
  Box,
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
import { formatMoment } from "../ui/format-date.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { Csrf } from "../ui/post-form.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { providerTexts } from "../texts/provider-texts.ts";
import { webhooksTexts } from "../texts/webhooks-texts.ts";
import { ShownSecret } from "./shown-secret.tsx";

/** As typed. */
export interface WebhookValues {
  url: string;
  events: WebhookEvent[];
}

export interface WebhookFaults {
  url?: string | undefined;
  events?: string | undefined;
}

/** `/provider/webhooks`: where the provider's systems are told, and what was sent. */
export function WebhooksPage({
  frame,
  webhooks,
  values,
  faults,
  notice,
}: {
  frame: PageFrame;
  webhooks: { webhook: Webhook; deliveries: WebhookDelivery[] }[];
  values: WebhookValues;
  faults: WebhookFaults;
  notice: "removed" | "resent" | undefined;
}) {
  const texts = webhooksTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.webhooks} tab="systems">
      <VStack gap="space-24">
        {notice && (
          <Alert variant="success" role="status">
            {texts[notice]}
          </Alert>
        )}
        <div>
          <Heading size="large" level="1" spacing>
            {texts.webhooks}
          </Heading>
          <BodyLong spacing>{texts.intro}</BodyLong>
          <Link href="/provider/systems">{providerTexts(frame.language).backToSystems}</Link>
        </div>
        {webhooks.length === 0 && <BodyLong>{texts.none}</BodyLong>}
        {webhooks.map((each) => (
          <WebhookBox key={each.webhook.id} frame={frame} {...each} />
        ))}
        <form method="post" action="/provider/webhooks" noValidate className="form">
          <Csrf frame={frame} />
          <VStack gap="space-16" align="start">
            <TextField
              id="url"
              name="url"
              type="url"
              label={texts.address}
              description={texts.addressHelp}
              defaultValue={values.url}
              error={faults.url}
              autoComplete="off"
              className="medium"
            />
            <CheckboxGroup legend={texts.events} defaultValue={values.events} error={faults.events}>
              {webhookEvents.map((event) => (
                <Checkbox key={event} name="events" value={event}>
                  {texts.event[event]}
                </Checkbox>
              ))}
            </CheckboxGroup>
            <Button>{texts.make}</Button>
          </VStack>
        </form>
      </VStack>
    </PageDocument>
  );
}

function WebhookBox({
  frame,
  webhook,
  deliveries,
}: {
  frame: PageFrame;
  webhook: Webhook;
  deliveries: WebhookDelivery[];
}) {
  const texts = webhooksTexts(frame.language);
  const address = `/provider/webhooks/${webhook.id}`;
  return (
    <Box
      as="section"
      aria-label={webhook.url}
      padding="space-16"
      borderRadius="8"
      borderWidth="1"
      borderColor="neutral-subtle"
    >
      <VStack gap="space-12">
        <Heading size="small" level="2">
          {webhook.url}
        </Heading>
        <BodyShort>{webhook.events.map((event) => texts.event[event]).join(", ")}</BodyShort>
        <form method="post" action={`${address}/remove`}>
          <Csrf frame={frame} />
          <Button size="small" variant="secondary" aria-label={texts.removeThis(webhook.url)}>
            {texts.remove}
          </Button>
        </form>
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
                  <form method="post" action={`${address}/deliveries/${delivery.id}/resend`}>
                    <Csrf frame={frame} />
                    <Button size="small" variant="tertiary">
                      {texts.resend}
                    </Button>
                  </form>
                </HStack>
              </li>
            ))}
          </VStack>
        )}
      </VStack>
    </Box>
  );
}

/** A new webhook's secret, this once. */
export function WebhookMadePage({ frame, secret }: { frame: PageFrame; secret: string }) {
  const texts = webhooksTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.made} tab="systems" scripts={["copy.js"]}>
      <VStack gap="space-24" align="start" className="form">
        <Heading size="large" level="1">
          {texts.made}
        </Heading>
        <BodyLong>{texts.madeHelp}</BodyLong>
        <ShownSecret frame={frame} secret={secret} />
        <ButtonLink href="/provider/webhooks" variant="tertiary">
          {texts.back}
        </ButtonLink>
      </VStack>
    </PageDocument>
  );
}
