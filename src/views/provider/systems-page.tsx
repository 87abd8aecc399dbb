import {
  Alert,
  BodyLong,
  BodyShort,
  Button,
  Heading,
  Link,
  TextField,
  VStack,
} from "@navikt/ds-react";
import { formatMoment } from "../format-date.ts";
import { ButtonLink } from "../nav/staff-document.tsx";
import { providerTexts } from "../texts/provider-texts.ts";
import { KeptList } from "./kept-list.tsx";
import { ProviderCsrf, ProviderDocument, type ProviderFrame } from "./provider-document.tsx";
import { ProviderFaults, type Faults } from "./provider-faults.tsx";

interface Key {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** `/provider/systems`: the keys of programs. Only owners see them. */
export function SystemsPage({
  frame,
  keys,
  faults,
  notice,
}: {
  frame: ProviderFrame;
  keys: Key[];
  faults: Faults;
  notice: string | undefined;
}) {
  const texts = providerTexts(frame.language);
  const moment = (at: Date | null) => (at ? formatMoment(at, frame.language) : texts.never);
  return (
    <ProviderDocument frame={frame} title={texts.tabs.systems} tab="systems">
      <VStack gap="space-24">
        {notice !== undefined && (
          <Alert variant="success" role="status">
            {notice}
          </Alert>
        )}
        <div>
          <Heading size="large" level="1" spacing>
            {texts.tabs.systems}
          </Heading>
          <BodyLong spacing>{texts.systemsIntro}</BodyLong>
          <BodyShort spacing>
            <Link href="/docs">{texts.apiDocs}</Link>
          </BodyShort>
          <BodyShort>
            <Link href="/provider/webhooks">{texts.webhooks}</Link>
          </BodyShort>
        </div>
        <ProviderFaults frame={frame} faults={faults} />
        <Heading size="medium" level="2">
          {texts.keys}
        </Heading>
        {keys.length === 0 ? (
          <BodyLong>{texts.noKeys}</BodyLong>
        ) : (
          <KeptList
            frame={frame}
            label={texts.keys}
            items={keys.map(({ id, name, createdAt, lastUsedAt }) => ({
              id,
              name,
              facts: [
                `${texts.made} ${formatMoment(createdAt, frame.language)}`,
                `${texts.lastUsed}: ${moment(lastUsedAt)}`,
              ],
              doings: [
                {
                  action: `/provider/systems/${id}/revoke`,
                  text: texts.revokeKey,
                  says: texts.revokeKeyThis(name),
                },
              ],
            }))}
          />
        )}
        <form method="post" action="/provider/systems" noValidate className="form">
          <ProviderCsrf frame={frame} />
          <VStack gap="space-16" align="start">
            <TextField
              id="name"
              name="name"
              label={texts.keyName}
              description={texts.keyNameHelp}
              error={faults.get("name")}
              autoComplete="off"
              className="medium"
            />
            <Button>{texts.makeKey}</Button>
          </VStack>
        </form>
      </VStack>
    </ProviderDocument>
  );
}

/** A new key, this once. */
export function KeyMadePage({
  frame,
  name,
  apiKey,
}: {
  frame: ProviderFrame;
  name: string;
  apiKey: string;
}) {
  const texts = providerTexts(frame.language);
  const heading = texts.keyMade(name);
  return (
    <ProviderDocument frame={frame} title={heading} tab="systems" scripts={["copy.js"]}>
      <VStack gap="space-24" align="start" className="form">
        <Heading size="large" level="1">
          {heading}
        </Heading>
        <BodyLong>{texts.keyMadeHelp}</BodyLong>
        <code className="secret">{apiKey}</code>
        <span hidden data-copy={apiKey} data-copied={texts.copied}>
          <Button type="button" variant="secondary">
            {texts.copy}
          </Button>
        </span>
        <ButtonLink href="/provider/systems" variant="tertiary">
          {texts.backToSystems}
        </ButtonLink>
      </VStack>
    </ProviderDocument>
  );
}
