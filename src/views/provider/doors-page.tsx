import { Alert, BodyLong, Button, Heading, HStack, TextField, VStack } from "@navikt/ds-react";
import { formatMoment } from "../format-date.ts";
import { ButtonLink } from "../nav/staff-document.tsx";
import { QrCode } from "../qr-code.tsx";
import { providerTexts } from "../texts/provider-texts.ts";
import { KeptList } from "./kept-list.tsx";
import { ProviderCsrf, ProviderDocument, type ProviderFrame } from "./provider-document.tsx";
import { ProviderFaults, type Faults } from "./provider-faults.tsx";

interface Door {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** `/provider/doors`: the phones that scan tickets. */
export function DoorsPage({
  frame,
  doors,
  faults,
  notice,
}: {
  frame: ProviderFrame;
  doors: Door[];
  faults: Faults;
  notice: string | undefined;
}) {
  const texts = providerTexts(frame.language);
  const moment = (at: Date | null) => (at ? formatMoment(at, frame.language) : texts.never);
  return (
    <ProviderDocument frame={frame} title={texts.tabs.doors} tab="doors">
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
        <ProviderFaults frame={frame} faults={faults} />
        {doors.length === 0 ? (
          <BodyLong>{texts.noDoors}</BodyLong>
        ) : (
          <KeptList
            frame={frame}
            label={texts.tabs.doors}
            items={doors.map(({ id, name, createdAt, lastUsedAt }) => ({
              id,
              name: name || texts.unnamedDoor,
              facts: [
                `${texts.made} ${formatMoment(createdAt, frame.language)}`,
                `${texts.lastUsed}: ${moment(lastUsedAt)}`,
              ],
              doings: [
                {
                  action: `/provider/doors/${id}/revoke`,
                  text: texts.revokeDoor,
                  says: texts.revokeDoorThis(name || texts.unnamedDoor),
                },
              ],
            }))}
          />
        )}
        <form method="post" action="/provider/doors" noValidate className="form">
          <ProviderCsrf frame={frame} />
          <VStack gap="space-16" align="start">
            <TextField
              id="name"
              name="name"
              label={texts.doorName}
              description={texts.doorNameHelp}
              error={faults.get("name")}
              autoComplete="off"
              className="medium"
            />
            <Button>{texts.addDoor}</Button>
          </VStack>
        </form>
      </VStack>
    </ProviderDocument>
  );
}

/** What a new scanner's phone reads, this once. */
export function DoorMadePage({
  frame,
  name,
  url,
}: {
  frame: ProviderFrame;
  name: string;
  url: string;
}) {
  const texts = providerTexts(frame.language);
  const heading = texts.doorMade(name);
  return (
    <ProviderDocument frame={frame} title={heading} tab="doors">
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
    </ProviderDocument>
  );
}
