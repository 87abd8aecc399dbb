import {
  BodyLong,
  Button,
  Checkbox,
  CheckboxGroup,
  Heading,
  Link,
  Select,
  TextField,
  VStack,
} from "@navikt/ds-react";
import type { Webhook } from "../../domain/integrations/webhook.ts";
import type { WebhookEvent } from "../../domain/integrations/webhook-events.ts";
import { providerTexts, webhooksTexts } from "../texts/staff-texts.ts";
import type { Tab } from "../ui/area-tabs.ts";
import { Card } from "../ui/boxes.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { Options } from "../ui/options.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { PostForm } from "../ui/post-form.tsx";
import { DeliveryList, type Deliveries } from "./delivery-list.tsx";
import { WebhookAbout } from "./webhook-about.tsx";

/** Values as typed. */
export interface WebhookValues {
  url: string;
  /** Number of the municipality; empty for a provider, and where there is one alone. */
  municipality: string;
  events: WebhookEvent[];
}

interface Props {
  frame: PageFrame;
  tab: Tab;
  /** Path of this page. */
  base: string;
  webhooks: { webhook: Webhook; deliveries: Deliveries }[];
  /** Of which they can be: name by number; none for a provider. */
  municipalities: ReadonlyMap<string, string>;
  /** What they can tell of. */
  events: readonly WebhookEvent[];
  values: WebhookValues;
  faults: Faults;
  notice: string | undefined;
}

/** `…/webhooks`: the webhooks of a provider or a culture office, and the latest deliveries of each. */
export function WebhooksPage({ frame, tab, base, webhooks, municipalities, ...form }: Props) {
  const texts = webhooksTexts(frame.language);
  return (
    <ContentPage
      frame={{ ...frame, path: base }}
      title={texts.webhooks}
      tab={tab}
      notice={form.notice}
      intro={
        <>
          <BodyLong spacing>{texts.intro}</BodyLong>
          {frame.area === "provider" && (
            <Link href="/provider/systems">{providerTexts(frame.language).backToSystems}</Link>
          )}
        </>
      }
    >
      {webhooks.length === 0 && <BodyLong>{texts.none}</BodyLong>}
      {webhooks.map(({ webhook, deliveries }) => {
        const path = `${base}/${webhook.id}`;
        return (
          <Card as="section" key={webhook.id} label={webhook.url}>
            <VStack gap="space-12">
              <Heading size="small" level="2">
                <Link href={path}>{webhook.url}</Link>
              </Heading>
              <WebhookAbout {...{ frame, path, webhook, municipalities }} />
              <DeliveryList {...{ frame, path, webhook, deliveries }} />
            </VStack>
          </Card>
        );
      })}
      <PostForm frame={frame} action={base} className="form">
        <WebhookFields {...{ frame, municipalities, ...form }} />
      </PostForm>
    </ContentPage>
  );
}

type FieldsProps = Pick<Props, "frame" | "municipalities" | "events" | "values" | "faults">;

function WebhookFields({ frame, municipalities, events, values, faults }: FieldsProps) {
  const texts = webhooksTexts(frame.language);
  const { url, municipality } = values;
  const field = fieldProps(faults, { url, municipality });
  return (
    <VStack gap="space-16" align="start">
      <TextField
        {...field("url")}
        type="url"
        label={texts.address}
        description={texts.addressHelp}
        className="medium"
      />
      {municipalities.size > 1 && (
        <Select {...field("municipality")} label={texts.municipality} className="medium">
          <Options of={[["", ""], ...municipalities]} />
        </Select>
      )}
      <CheckboxGroup
        legend={texts.events}
        defaultValue={values.events}
        error={faults.get("events")}
      >
        {events.map((event) => (
          <Checkbox key={event} name="events" value={event}>
            {texts.event[event]}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <Button>{texts.make}</Button>
    </VStack>
  );
}
