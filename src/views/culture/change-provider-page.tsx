import { Button, Heading, HStack, VStack } from "@navikt/ds-react";
import type { Provider } from "../../domain/providers/provider.ts";
import { FaultSummary, type Faults } from "../ui/faults.tsx";
import { ButtonLink, Csrf, type StaffFrame } from "../ui/staff-document.tsx";
import { cultureTexts } from "../texts/culture-texts.ts";
import { CultureDocument } from "./culture-document.tsx";
import { ProviderFields, type ProviderValues } from "./provider-fields.tsx";

/** `/culture/providers/{id}/change`. */
export function ChangeProviderPage({
  frame,
  provider,
  values,
  municipalities,
  faults,
}: {
  frame: StaffFrame;
  provider: Provider;
  values: ProviderValues;
  /** The office's own. */
  municipalities: [number: string, name: string][];
  faults: Faults;
}) {
  const texts = cultureTexts(frame.language);
  const title = texts.changeThis(provider.name);
  const base = `/culture/providers/${provider.id}`;
  return (
    <CultureDocument frame={frame} title={title} tab="providers">
      <form method="post" action={`${base}/change`} noValidate className="form">
        <Csrf frame={frame} />
        <VStack gap="space-24">
          <Heading size="large" level="1">
            {title}
          </Heading>
          <FaultSummary frame={frame} faults={faults} />
          <ProviderFields
            values={values}
            municipalities={municipalities}
            faults={faults}
            texts={texts}
            nameHelp={`${texts.nameHelp} ${texts.nameChangeHelp}`}
          />
          <HStack gap="space-16">
            <Button>{texts.saveChanges}</Button>
            <ButtonLink href={base} variant="tertiary">
              {texts.cancel}
            </ButtonLink>
          </HStack>
        </VStack>
      </form>
    </CultureDocument>
  );
}
