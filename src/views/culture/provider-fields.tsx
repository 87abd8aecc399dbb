import { Select, TextField } from "@navikt/ds-react";
import type { ReactNode } from "react";
import { Options } from "../ui/options.tsx";
import { fieldProps, type Faults } from "../ui/faults.tsx";
import type { CultureTexts } from "../texts/staff-texts.ts";

/** Values as typed. */
export type ProviderValues = Record<
  "name" | "organisationNumber" | "municipality" | "placeName" | "placeAddress",
  string
>;

export interface ProviderForm<V = ProviderValues> {
  values: V;
  /** Municipalities of the culture office. */
  municipalities: [number: string, name: string][];
  faults: Faults;
}

interface Props extends ProviderForm {
  texts: CultureTexts;
  nameHelp: string;
  children?: ReactNode;
}

/** Inputs for a provider's name, number and place; `children` are rendered before the place. */
export function ProviderFields({ municipalities, texts, nameHelp, children, ...form }: Props) {
  const field = fieldProps(form.faults, form.values);
  return (
    <>
      <TextField {...field("name")} label={texts.name} description={nameHelp} />
      <TextField
        {...field("organisationNumber")}
        label={texts.organisationNumber}
        inputMode="numeric"
        className="narrow"
      />
      <Select {...field("municipality")} label={texts.municipality} className="medium">
        {municipalities.length > 1 && <option value="">{texts.chooseMunicipality}</option>}
        <Options of={municipalities} />
      </Select>
      {children}
      <TextField {...field("placeName")} label={`${texts.placeName} ${texts.optional}`} />
      <TextField {...field("placeAddress")} label={`${texts.placeAddress} ${texts.optional}`} />
    </>
  );
}
