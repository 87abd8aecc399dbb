import { Select, TextField } from "@navikt/ds-react";
import type { ReactNode } from "react";
import type { Faults } from "../ui/fault-summary.tsx";
import { fieldProps } from "../ui/field-props.ts";
import type { CultureTexts } from "../texts/staff-texts.ts";

/** Values as typed. */
export type ProviderValues = Record<
  "name" | "organisationNumber" | "municipality" | "placeName" | "placeAddress",
  string
>;

/** Inputs for a provider's name, number and place; `children` are rendered before the place. */
export function ProviderFields({
  values,
  municipalities,
  faults,
  texts,
  nameHelp,
  children,
}: {
  values: ProviderValues;
  /** Municipalities of the culture office. */
  municipalities: [number: string, name: string][];
  faults: Faults;
  texts: CultureTexts;
  nameHelp: string;
  children?: ReactNode;
}) {
  const field = fieldProps(faults, values);
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
        {municipalities.map(([number, name]) => (
          <option key={number} value={number}>
            {name}
          </option>
        ))}
      </Select>
      {children}
      <TextField {...field("placeName")} label={`${texts.placeName} ${texts.optional}`} />
      <TextField {...field("placeAddress")} label={`${texts.placeAddress} ${texts.optional}`} />
    </>
  );
}
