import { BodyLong, Button, Heading, HStack, VStack } from "@navikt/ds-react";
import { ButtonLink } from "../ui/staff-document.tsx";
import { providerTexts } from "../texts/provider-texts.ts";
import {
  ProviderCsrf,
  ProviderDocument,
  type ProviderFrame,
  type ProviderTab,
} from "./provider-document.tsx";

/** The question before what cannot be undone. */
export function ConfirmPage({
  frame,
  tab,
  heading,
  about,
  text,
  confirm,
  cancelHref,
}: {
  frame: ProviderFrame;
  tab: ProviderTab;
  heading: string;
  about: string;
  text: string;
  confirm: string;
  cancelHref: string;
}) {
  return (
    <ProviderDocument frame={frame} title={heading} tab={tab}>
      <form method="post" action={frame.path} className="form">
        <ProviderCsrf frame={frame} />
        <VStack gap="space-24">
          <Heading size="large" level="1">
            {heading}
          </Heading>
          <BodyLong weight="semibold">{about}</BodyLong>
          <BodyLong>{text}</BodyLong>
          <HStack gap="space-16">
            <Button data-color="danger">{confirm}</Button>
            <ButtonLink href={cancelHref} variant="tertiary">
              {providerTexts(frame.language).cancel}
            </ButtonLink>
          </HStack>
        </VStack>
      </form>
    </ProviderDocument>
  );
}
