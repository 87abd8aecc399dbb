import {
  Alert,
  BodyLong,
  BodyShort,
  Button,
  Heading,
  Link,
  Table,
  TextField,
  VStack,
} from "@navikt/ds-react";
import { formatMoment } from "../format-date.ts";
import { ButtonLink } from "../nav/staff-document.tsx";
import { providerTexts } from "../texts/provider-texts.ts";
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
          <div className="wide" tabIndex={0} role="region" aria-label={texts.keys}>
            <Table>
              <Table.Header>
                <Table.Row>
                  <Table.HeaderCell scope="col">{texts.name}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.made}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.lastUsed}</Table.HeaderCell>
                  <Table.HeaderCell scope="col">{texts.actions}</Table.HeaderCell>
                </Table.Row>
              </Table.Header>
              <Table.Body>
                {keys.map(({ id, name, createdAt, lastUsedAt }) => (
                  <Table.Row key={id}>
                    <Table.HeaderCell scope="row">{name}</Table.HeaderCell>
                    <Table.DataCell>{moment(createdAt)}</Table.DataCell>
                    <Table.DataCell>{moment(lastUsedAt)}</Table.DataCell>
                    <Table.DataCell>
                      <form method="post" action={`/provider/systems/${id}/revoke`}>
                        <ProviderCsrf frame={frame} />
                        <Button
                          size="small"
                          variant="secondary"
                          aria-label={texts.revokeKeyThis(name)}
                        >
                          {texts.revokeKey}
                        </Button>
                      </form>
                    </Table.DataCell>
                  </Table.Row>
                ))}
              </Table.Body>
            </Table>
          </div>
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
