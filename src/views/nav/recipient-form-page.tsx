import {
  BodyShort,
  Checkbox,
  HStack,
  Link,
  Radio,
  RadioGroup,
  Select,
  TextField,
} from "@navikt/ds-react";
import { languages } from "../../domain/language.ts";
import { deliveries } from "../../domain/recipients/recipient.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { staffTexts } from "../texts/staff-texts.ts";
import type { Faults } from "../ui/fault-summary.tsx";
import { FormPage } from "../ui/form-page.tsx";
import { HiddenFields } from "../ui/post-form.tsx";
import type { PageFrame } from "../ui/page-frame.ts";

/** As typed, so that nothing is lost when something is wrong. */
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
  protectedAddress: boolean;
}

/** `/nav/recipients/new` and `…/{id}/edit`. */
export function RecipientFormPage({
  frame,
  values,
  shown,
  municipalities,
  unset,
  faults,
  knownHref,
  cancelHref,
}: {
  frame: PageFrame;
  values: RecipientFormValues;
  /**
   * What an existing recipient's form showed when it was opened. Its reference stays, and the household
   * unless a new one is named.
   */
  shown?: RecipientFormValues | undefined;
  /** Where the recipient is that has the reference already. */
  knownHref?: string | undefined;
  municipalities: ReadonlyMap<string, string>;
  /** Deliveries that wait for whoever runs the service to set them up. */
  unset: readonly string[];
  faults: Faults;
  cancelHref: string;
}) {
  const texts = staffTexts(frame.language);
  const known = shown !== undefined;
  const title = known ? texts.changeRecipient : texts.newRecipient;
  const optional = (label: string) => `${label} ${texts.optional}`;
  const field = (name: string) => ({ id: name, name, error: faults.get(name) });
  return (
    <FormPage
      frame={frame}
      title={title}
      tab="recipients"
      faults={faults}
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
        defaultValue={values.reference}
        readOnly={known}
        autoComplete="off"
        className="medium"
      />
      <TextField
        {...field("label")}
        label={optional(texts.label)}
        description={texts.labelHelp}
        defaultValue={values.label}
        autoComplete="off"
        className="narrow"
      />
      <TextField
        {...field("household")}
        label={optional(texts.household)}
        description={known ? texts.householdKept : texts.householdHelp}
        defaultValue={values.household}
        autoComplete="off"
        className="medium"
      />
      <HStack gap="space-24" align="start">
        <TextField
          {...field("birthYear")}
          label={texts.birthYear}
          defaultValue={values.birthYear}
          inputMode="numeric"
          autoComplete="off"
          className="narrow"
        />
        <Select
          {...field("municipality")}
          label={texts.municipality}
          defaultValue={values.municipality}
        >
          {municipalities.size > 1 && !known && (
            <option value="">{texts.chooseMunicipality}</option>
          )}
          {[...municipalities].map(([number, name]) => (
            <option key={number} value={number}>
              {name}
            </option>
          ))}
        </Select>
        <Select {...field("language")} label={texts.holderLanguage} defaultValue={values.language}>
          {languages.map((language) => (
            <option key={language} value={language}>
              {languageNames[language]}
            </option>
          ))}
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
          defaultValue={values.phone}
          type="tel"
          autoComplete="off"
          className="medium"
        />
        <TextField
          {...field("email")}
          label={texts.email}
          defaultValue={values.email}
          type="email"
          autoComplete="off"
          className="medium bottom"
        />
      </HStack>
      <Checkbox
        name="protectedAddress"
        value="yes"
        defaultChecked={values.protectedAddress}
        description={texts.protectedHelp}
      >
        {texts.protectedAddress}
      </Checkbox>
    </FormPage>
  );
}
