import {
  BodyShort,
  Checkbox,
  Fieldset,
  HStack,
  Link,
  Radio,
  RadioGroup,
  Select,
  TextField,
} from "@navikt/ds-react";
import { deliveries } from "../../domain/recipients/recipient.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import { OthersChanges, type OthersChange } from "../ui/others-changes.tsx";
import { HiddenFields } from "../ui/post-form.tsx";
import { Options } from "../ui/options.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** Values as typed; a refused form shows them again. */
export interface RecipientFormValues {
  reference: string;
  label: string;
  household: string;
  birthYear: string;
  municipality: string;
  language: string;
  delivery: string;
  phone: string;
  email: string;
  secondPhone: string;
  secondEmail: string;
  protectedAddress: boolean;
}

/** `/nav/recipients/new` and `…/{id}/edit`: form for a recipient. */
export function RecipientFormPage({
  frame,
  values,
  shown,
  municipalities,
  unset,
  faults,
  others,
  knownHref,
  cancelHref,
}: {
  frame: PageFrame;
  values: RecipientFormValues;
  /** Values with which an existing recipient's form was opened; undefined for a new recipient. */
  shown?: RecipientFormValues | undefined;
  /** Page of the recipient that already has the reference. */
  knownHref?: string | undefined;
  municipalities: ReadonlyMap<string, string>;
  /** Deliveries that the service is not configured for. */
  unset: readonly string[];
  faults: Faults;
  /** What another has changed since the form was opened. */
  others?: OthersChange[] | undefined;
  cancelHref: string;
}) {
  const texts = staffTexts(frame.language);
  const known = shown !== undefined;
  const title = known ? texts.changeRecipient : texts.newRecipient;
  const optional = (label: string) => `${label} ${texts.optional}`;
  const { protectedAddress, ...typed } = values;
  const field = fieldProps(faults, typed);
  return (
    <FormPage
      frame={frame}
      title={title}
      tab="recipients"
      faults={faults}
      alerts={<OthersChanges changes={others} language={frame.language} />}
      submit={texts.save}
      cancelHref={cancelHref}
    >
      {known && <HiddenFields values={{ shown: JSON.stringify(shown) }} />}
      {knownHref !== undefined && (
        <BodyShort>
          <Link href={knownHref}>{texts.openKnown}</Link>
        </BodyShort>
      )}
      <TextField
        {...field("reference")}
        label={texts.reference}
        description={known ? texts.referenceFixed : texts.referenceHelp}
        readOnly={known}
        className="medium"
      />
      <TextField
        {...field("label")}
        label={optional(texts.label)}
        description={texts.labelHelp}
        className="medium"
      />
      <TextField
        {...field("household")}
        label={optional(texts.household)}
        description={known ? texts.householdKept : texts.householdHelp}
        className="medium"
      />
      <HStack gap="space-24" align="start">
        <TextField
          {...field("birthYear")}
          label={texts.birthYear}
          inputMode="numeric"
          className="narrow"
        />
        <Select {...field("municipality")} label={texts.municipality}>
          {municipalities.size > 1 && !known && (
            <option value="">{texts.chooseMunicipality}</option>
          )}
          <Options of={municipalities} />
        </Select>
        <Select {...field("language")} label={texts.holderLanguage}>
          <Options of={Object.entries(languageNames)} />
        </Select>
      </HStack>
      <RadioGroup
        id="delivery"
        name="delivery"
        legend={texts.delivery}
        error={faults.get("delivery")}
        defaultValue={values.delivery}
        tabIndex={-1}
      >
        {deliveries.map((delivery) => (
          <Radio
            key={delivery}
            value={delivery}
            description={
              unset.includes(delivery) ? texts.deliveryUnset : texts.deliveryHelp[delivery]
            }
          >
            {texts.deliveries[delivery]}
          </Radio>
        ))}
      </RadioGroup>
      <HStack gap="space-24" align="start">
        <TextField
          {...field("phone")}
          label={texts.phone}
          description={texts.phoneHelp}
          type="tel"
          className="medium"
        />
        <TextField {...field("email")} label={texts.email} type="email" className="medium bottom" />
      </HStack>
      <Fieldset legend={texts.secondGuardian} description={texts.secondGuardianHelp}>
        <HStack gap="space-24" align="start">
          <TextField
            {...field("secondPhone")}
            label={optional(texts.phone)}
            type="tel"
            className="medium"
          />
          <TextField
            {...field("secondEmail")}
            label={optional(texts.email)}
            type="email"
            className="medium"
          />
        </HStack>
      </Fieldset>
      <Checkbox
        name="protectedAddress"
        value="yes"
        defaultChecked={protectedAddress}
        description={texts.protectedHelp}
      >
        {texts.protectedAddress}
      </Checkbox>
    </FormPage>
  );
}
