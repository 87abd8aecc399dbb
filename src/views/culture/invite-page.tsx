import { BodyLong, Button, Heading, HStack, Select, TextField, VStack } from "@navikt/ds-react";
import { FaultSummary, type Faults } from "../nav/faults.tsx";
import { ButtonLink, Csrf, type StaffFrame } from "../nav/staff-document.tsx";
import { cultureTexts } from "../texts/culture-texts.ts";
import { CultureDocument } from "./culture-document.tsx";

/** As typed. */
export type InvitationValues = Record<
  "name" | "organisationNumber" | "municipality" | "contactEmail" | "placeName" | "placeAddress",
  string
>;

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
  const field = (name: keyof InvitationValues) => ({
    id: name,
    name,
    defaultValue: values[name],
    error: faults.get(name),
    autoComplete: "off",
  });
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
          <TextField {...field("name")} label={texts.name} description={texts.nameHelp} />
          <TextField
            {...field("organisationNumber")}
            label={texts.organisationNumber}
            inputMode="numeric"
            className="narrow"
          />
          <Select {...field("municipality")} label={texts.municipality} className="medium">
            {municipalities.map(([number, name]) => (
              <option key={number} value={number}>
                {name}
              </option>
            ))}
          </Select>
          <TextField
            {...field("contactEmail")}
            type="email"
            label={texts.email}
            className="medium"
          />
          <TextField {...field("placeName")} label={`${texts.placeName} ${texts.optional}`} />
          <TextField {...field("placeAddress")} label={`${texts.placeAddress} ${texts.optional}`} />
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
