import { BodyLong, HStack } from "@navikt/ds-react";
import { providerTexts } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";
import { ContentPage } from "../ui/content-page.tsx";
import { QrCode } from "../ui/qr-code.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

interface Props {
  frame: PageFrame;
  name: string;
  url: string;
}

/** The address of a new scanner as a QR code; no other page shows it. */
export function DoorMadePage({ frame, name, url }: Props) {
  const texts = providerTexts(frame.language);
  return (
    <ContentPage
      frame={frame}
      title={texts.doorMade(name)}
      tab="doors"
      align="start"
      className="form"
    >
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
    </ContentPage>
  );
}
