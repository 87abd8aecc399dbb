import { Select, TextField } from "@navikt/ds-react";
import { vatPercents, type Provider } from "../../domain/providers/provider.ts";
import { cultureTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { settlementTexts } from "../texts/settlement-texts.ts";
import { fieldProps } from "../ui/faults.tsx";
import { FormPage } from "../ui/form-page.tsx";
import type { PageFrame } from "../ui/page-frame.ts";
import { OthersChanges, type OthersChange } from "../ui/others-changes.tsx";
import { HiddenFields } from "../ui/post-form.tsx";
import { Options } from "../ui/options.tsx";
import { ProviderFields, type ProviderForm, type ProviderValues } from "./provider-fields.tsx";

/** Values as typed. */
export type ChangedValues = ProviderValues &
  Record<"accountNumber" | "vatPercent" | "revision" | "shown", string>;

interface Props extends ProviderForm<ChangedValues> {
  frame: PageFrame;
  provider: Provider;
  /** What another has changed since the form was opened. */
  others?: OthersChange[] | undefined;
}

/** The label of each field. */
export function providerLabels(language: StaffLanguage) {
  const texts = cultureTexts(language);
  const paid = settlementTexts(language);
  return {
    name: texts.name,
    organisationNumber: texts.organisationNumber,
    municipality: texts.municipality,
    placeName: texts.placeName,
    placeAddress: texts.placeAddress,
    accountNumber: paid.accountNumber,
    vatPercent: paid.vatPercent,
  };
}

/** `/culture/providers/{id}/change`: form for a provider's name, numbers, place and account. */
export function ChangeProviderPage({ frame, provider, others, ...form }: Props) {
  const texts = cultureTexts(frame.language);
  const paid = settlementTexts(frame.language);
  const field = fieldProps(form.faults, form.values);
  return (
    <FormPage
      frame={frame}
      title={texts.changeThis(provider.name)}
      tab="providers"
      faults={form.faults}
      alerts={<OthersChanges changes={others} language={frame.language} />}
      submit={texts.saveChanges}
      cancelHref={`/culture/providers/${provider.id}`}
    >
      <HiddenFields values={{ revision: form.values.revision, shown: form.values.shown }} />
      <ProviderFields
        {...form}
        texts={texts}
        nameHelp={`${texts.nameHelp} ${texts.nameChangeHelp}`}
      />
      <TextField
        {...field("accountNumber")}
        label={`${paid.accountNumber} ${texts.optional}`}
        description={paid.accountHelp}
        inputMode="numeric"
        className="narrow"
      />
      <Select {...field("vatPercent")} label={paid.vatPercent} className="medium">
        <Options of={vatPercents.map((each) => [String(each), paid.vatNames[each]])} />
      </Select>
    </FormPage>
  );
}
