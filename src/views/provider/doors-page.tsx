import { Alert, BodyLong, Heading, HStack, VStack } from "@navikt/ds-react";
import { ButtonLink } from "../ui/button-link.tsx";
import { PageDocument } from "../ui/page-document.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { FaultSummary, type Faults } from "../ui/fault-summary.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import { providerTexts } from "../texts/provider-texts.ts";
import { TokenList, type ListedToken } from "./token-list.tsx";

/** `/provider/doors`: the phones that scan tickets. */
export function DoorsPage({
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
    <PageDocument frame={frame} title={texts.tabs.doors} tab="doors">
      <VStack gap="space-24">
        {notice !== undefined && (
          <Alert variant="success" role="status">
            {notice}
          </Alert>
        )}
        <div>
          <Heading size="large" level="1" spacing>
            {texts.tabs.doors}
          </Heading>
          <BodyLong>{texts.doorsIntro}</BodyLong>
        </div>
        <FaultSummary frame={frame} faults={faults} />
        <TokenList
          frame={frame}
          tokens={tokens.map((token) => ({ ...token, name: token.name || texts.unnamedDoor }))}
          faults={faults}
          words={{
            list: texts.tabs.doors,
            none: texts.noDoors,
            revoke: texts.revokeDoor,
            revokeThis: texts.revokeDoorThis,
            name: texts.doorName,
            nameHelp: texts.doorNameHelp,
            add: texts.addDoor,
          }}
        />
      </VStack>
    </PageDocument>
  );
}

/** What a new scanner's phone reads, this once. */
export function DoorMadePage({
  frame,
  name,
  url,
}: {
  frame: PageFrame;
  name: string;
  url: string;
}) {
  const texts = providerTexts(frame.language);
  const heading = texts.doorMade(name);
  return (
    <PageDocument frame={frame} title={heading} tab="doors">
      <VStack gap="space-24" align="start" className="form">
        <Heading size="large" level="1">
          {heading}
        </Heading>
        <BodyLong>{texts.doorMadeHelp}</BodyLong>
        <QrCode text={url} label={texts.doorQr} />
        <HStack gap="space-16">
          <ButtonLink href={url} variant="secondary">
            {texts.openDoor}
          </ButtonLink>
          <ButtonLink href="/provider/doors" variant="tertiary">
            {texts.backToDoors}
          </ButtonLink>
        </HStack>
      </VStack>
    </PageDocument>
  );
}
