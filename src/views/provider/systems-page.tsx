import { Alert, BodyLong, BodyShort, Heading, Link, VStack } from "@navikt/ds-react";
import { ButtonLink } from "../ui/button-link.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { FaultSummary, type Faults } from "../ui/fault-summary.tsx";
import { providerTexts } from "../texts/provider-texts.ts";
import { ShownSecret } from "./shown-secret.tsx";
import { TokenList, type ListedToken } from "./token-list.tsx";

/** `/provider/systems`: the keys of programs. Only owners see them. */
export function SystemsPage({
  frame,
  tokens,
  faults,
  notice,
}: {
  frame: PageFrame;
  tokens: ListedToken[];
  faults: Faults;
  notice: string | undefined;
}) {
  const texts = providerTexts(frame.language);
  return (
    <PageDocument frame={frame} title={texts.tabs.systems} tab="systems">
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
        <FaultSummary frame={frame} faults={faults} />
        <Heading size="medium" level="2">
          {texts.keys}
        </Heading>
        <TokenList
          frame={frame}
          tokens={tokens}
          faults={faults}
          words={{
            list: texts.keys,
            none: texts.noKeys,
            revoke: texts.revokeKey,
            revokeThis: texts.revokeKeyThis,
            name: texts.keyName,
            nameHelp: texts.keyNameHelp,
            add: texts.makeKey,
          }}
        />
      </VStack>
    </PageDocument>
  );
}

/** A new key, this once. */
export function KeyMadePage({
  frame,
  name,
  apiKey,
}: {
  frame: PageFrame;
  name: string;
  apiKey: string;
}) {
  const texts = providerTexts(frame.language);
  const heading = texts.keyMade(name);
  return (
    <PageDocument frame={frame} title={heading} tab="systems" scripts={["copy.js"]}>
      <VStack gap="space-24" align="start" className="form">
        <Heading size="large" level="1">
          {heading}
        </Heading>
        <BodyLong>{texts.keyMadeHelp}</BodyLong>
        <ShownSecret frame={frame} secret={apiKey} />
        <ButtonLink href="/provider/systems" variant="tertiary">
          {texts.backToSystems}
        </ButtonLink>
      </VStack>
    </PageDocument>
  );
}
