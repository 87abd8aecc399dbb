import { Link, VStack } from "@navikt/ds-react";
import type { Webhook } from "../../domain/integrations/webhook.ts";
import { webhooksTexts } from "../texts/staff-texts.ts";
import type { Tab } from "../ui/area-tabs.ts";
import { ContentPage } from "../ui/content-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { DeliveryList, type Deliveries } from "./delivery-list.tsx";
import { WebhookAbout } from "./webhook-about.tsx";

interface Props {
  frame: PageFrame;
  tab: Tab;
  /** Path of the page of all webhooks. */
  base: string;
  webhook: Webhook;
  deliveries: Deliveries;
  municipalities: ReadonlyMap<string, string>;
  /** Whether the deliveries are the latest. */
  isFirst: boolean;
}

/** `…/webhooks/{id}`: one webhook, with all that was sent to it. */
export function WebhookPage({ frame, tab, base, webhook, municipalities, ...sent }: Props) {
  const texts = webhooksTexts(frame.language);
  const path = `${base}/${webhook.id}`;
  return (
    <ContentPage
      frame={{ ...frame, path }}
      title={webhook.url}
      tab={tab}
      intro={<Link href={base}>{texts.back}</Link>}
    >
      <VStack gap="space-12">
        <WebhookAbout {...{ frame, path, webhook, municipalities }} />
      </VStack>
      <VStack gap="space-12">
        <DeliveryList {...{ frame, path, webhook, ...sent }} />
      </VStack>
    </ContentPage>
  );
}
