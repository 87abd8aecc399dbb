import { BodyLong, Heading, HStack } from "@navikt/ds-react";
import { privacyTexts } from "../texts/privacy-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { ButtonLink } from "../ui/button-link.tsx";

interface Props {
  language: StaffLanguage;
  recipientId: string;
}

/** Links to a recipient's export, and to the question before its removal. */
export function PrivacySection({ language, recipientId }: Props) {
  const texts = privacyTexts(language);
  const own = `/nav/recipients/${recipientId}`;
  return (
    <section aria-labelledby="privacy">
      <Heading size="medium" level="2" id="privacy" spacing>
        {texts.heading}
      </Heading>
      <BodyLong spacing>{texts.help}</BodyLong>
      <HStack gap="space-12">
        <ButtonLink href={`${own}/export.pdf`} variant="secondary" size="small">
          {texts.pdf}
        </ButtonLink>
        <ButtonLink href={`${own}/export.json`} variant="secondary" size="small">
          {texts.json}
        </ButtonLink>
        <ButtonLink href={`${own}/remove`} variant="tertiary" size="small">
          {texts.remove}
        </ButtonLink>
      </HStack>
    </section>
  );
}
