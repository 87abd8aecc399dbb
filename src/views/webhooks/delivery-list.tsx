import { BodyShort, HStack, Link, VStack } from "@navikt/ds-react";
import type { Webhook, WebhookDelivery } from "../../domain/integrations/webhook.ts";
import { webhooksTexts } from "../texts/staff-texts.ts";
import { formatMoment } from "../ui/format.ts";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostButton } from "../ui/post-form.tsx";

export interface Deliveries {
  items: WebhookDelivery[];
  /** null: there are no older ones. */
  nextCursor: string | null;
}

interface Props {
  frame: PageFrame;
  /** Path of the webhook's page. */
  path: string;
  webhook: Webhook;
  deliveries: Deliveries;
  /** Whether they are the latest. */
  isFirst?: boolean;
}

/** A webhook's deliveries with their results, newest first, and a link to older ones. */
export function DeliveryList({ frame, path, webhook, deliveries, isFirst = true }: Props) {
  const texts = webhooksTexts(frame.language);
  const { items, nextCursor } = deliveries;
  if (items.length === 0 && isFirst) return <BodyShort>{texts.noDeliveries}</BodyShort>;
  return (
    <>
      <VStack as="ul" gap="space-12" aria-label={texts.deliveriesOf(webhook.url)}>
        {items.map((delivery) => (
          <li key={delivery.id}>
            <HStack gap="space-12" align="center">
              <BodyShort>
                {formatMoment(delivery.createdAt, frame.language)}: {texts.event[delivery.event]}.{" "}
                {texts.states[delivery.state]}
                {delivery.lastResult !== null && ` (${delivery.lastResult})`}
              </BodyShort>
              <PostButton
                frame={frame}
                action={`${path}/deliveries/${delivery.id}/resend`}
                size="small"
                variant="tertiary"
              >
                {texts.resend}
              </PostButton>
            </HStack>
          </li>
        ))}
      </VStack>
      <HStack gap="space-16">
        {!isFirst && <Link href={path}>{texts.latest}</Link>}
        {nextCursor !== null && (
          <Link href={`${path}?cursor=${encodeURIComponent(nextCursor)}`}>
            {texts.older}
            <span className="unseen">: {webhook.url}</span>
          </Link>
        )}
      </HStack>
    </>
  );
}
