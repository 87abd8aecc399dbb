import { BodyLong, Button, Heading, HStack, VStack } from "@navikt/ds-react";
import { ButtonLink, Csrf, type StaffFrame } from "../ui/staff-document.tsx";
import { cultureTexts } from "../texts/culture-texts.ts";
import { CultureDocument } from "./culture-document.tsx";

/** `/culture/providers/{id}/suspend`: the question before a provider is stopped. */
export function SuspendPage({ frame, name }: { frame: StaffFrame; name: string }) {
  const texts = cultureTexts(frame.language);
  return (
    <CultureDocument frame={frame} title={texts.suspendHeading} tab="providers">
      <form method="post" action={frame.path} className="form">
        <Csrf frame={frame} />
        <VStack gap="space-24">
          <Heading size="large" level="1">
            {texts.suspendHeading}
          </Heading>
          <BodyLong weight="semibold">{name}</BodyLong>
          <BodyLong>{texts.suspendHelp}</BodyLong>
          <HStack gap="space-16">
            <Button data-color="danger">{texts.suspend}</Button>
            <ButtonLink href="/culture/providers" variant="tertiary">
              {texts.cancel}
            </ButtonLink>
          </HStack>
        </VStack>
      </form>
    </CultureDocument>
  );
}
