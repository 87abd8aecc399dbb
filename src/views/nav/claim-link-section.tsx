import { BodyLong, BodyShort, Box, Button, Detail, HStack, Link, VStack } from "@navikt/ds-react";
import { QrCode } from "../ui/qr-code.tsx";
import { staffTexts } from "../texts/staff-texts.ts";
import { PostButton } from "../ui/post-form.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

export interface ShownClaim {
  url: string;
  code: string;
}

interface Props {
  frame: PageFrame;
  recipientId: string;
  claim: ShownClaim;
  codeAddress: string;
  /** Which of the recipient's guardians it is of. */
  guardian?: number | undefined;
}

/** The claim link as text, code and QR code; and a button that renews it. */
export function ClaimLinkSection({
  frame,
  recipientId,
  claim: { url, code },
  codeAddress,
  guardian = 1,
}: Props) {
  const texts = staffTexts(frame.language);
  return (
    <VStack gap="space-16">
      <BodyLong>{texts.claimLinkHelp}</BodyLong>
      <Box padding="space-16" borderRadius="8" background="neutral-soft">
        <VStack gap="space-12" align="start">
          <code className="secret">{url}</code>
          <HStack gap="space-12" align="center">
            <span hidden data-copy={url} data-copied={texts.copied}>
              <Button type="button" size="small" variant="secondary">
                {texts.copyLink}
              </Button>
            </span>
            <Link href={url}>{texts.openLink}</Link>
          </HStack>
          <div>
            <BodyShort weight="semibold">
              {texts.claimCode}: <code>{code}</code>
            </BodyShort>
            <Detail>{texts.claimCodeHelp(codeAddress)}</Detail>
          </div>
          <details>
            <summary>{texts.claimQr}</summary>
            <BodyShort>{texts.claimQrHelp}</BodyShort>
            <QrCode text={url} label={texts.claimQr} />
          </details>
        </VStack>
      </Box>
      <VStack gap="space-8" align="start">
        <Detail>{texts.newLinkHelp}</Detail>
        <PostButton
          frame={frame}
          action={`/nav/recipients/${recipientId}/claim-link`}
          values={{ guardian }}
          variant="tertiary"
          size="small"
        >
          {texts.newLink}
        </PostButton>
      </VStack>
    </VStack>
  );
}
