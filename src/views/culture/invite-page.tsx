import { BodyLong, Button, Heading, HStack, TextField, VStack } from "@navikt/ds-react";
import { FaultSummary, type Faults } from "../ui/faults.tsx";
import { ButtonLink, Csrf, type StaffFrame } from "../ui/staff-document.tsx";
import { cultureTexts } from "../texts/culture-texts.ts";
import { CultureDocument } from "./culture-document.tsx";
import { ProviderFields, type ProviderValues } from "./provider-fields.tsx";

/** As typed. */
export type InvitationValues = ProviderValues & { contactEmail: string };

/** `/culture/providers/invite`. */
export function InvitePage({
  frame,
  values,
  municipalities,
  faults,
}: {
  frame: StaffFrame;
  values: InvitationValues;
  /** The office's own. */
  municipalities: [number: string, name: string][];
  faults: Faults;
}) {
  const texts = cultureTexts(frame.language);
  return (
    <CultureDocument frame={frame} title={texts.invite} tab="providers">
      <form method="post" action="/culture/providers/invite" noValidate className="form">
        <Csrf frame={frame} />
        <VStack gap="space-24">
          <div>
            <Heading size="large" level="1" spacing>
              {texts.invite}
            </Heading>
            <BodyLong>{texts.inviteIntro}</BodyLong>
          </div>
          <FaultSummary frame={frame} faults={faults} />
          <ProviderFields
            values={values}
            municipalities={municipalities}
            faults={faults}
            texts={texts}
            nameHelp={texts.nameHelp}
          >
            <TextField
              id="contactEmail"
              name="contactEmail"
              type="email"
              label={texts.email}
              defaultValue={values.contactEmail}
              error={faults.get("contactEmail")}
              autoComplete="off"
              className="medium"
            />
          </ProviderFields>
          <HStack gap="space-16">
            <Button>{texts.sendInvitation}</Button>
            <ButtonLink href="/culture/providers" variant="tertiary">
              {texts.cancel}
            </ButtonLink>
          </HStack>
        </VStack>
      </form>
    </CultureDocument>
  );
}
