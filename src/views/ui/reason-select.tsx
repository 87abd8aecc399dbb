import { Select } from "@navikt/ds-react";
import type { ReasonCode } from "../../domain/reasons.ts";
import { reasonTexts } from "../texts/reason-texts.ts";
import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { fieldProps, type Faults } from "./faults.tsx";
import { Options } from "./options.tsx";

interface Props {
  language: StaffLanguage;
  codes: readonly ReasonCode[];
  chosen?: string | undefined;
  faults: Faults;
  description?: string;
}

/** The question why, answered from a closed list. */
export function ReasonSelect({ language, codes, chosen = "", faults, description }: Props) {
  const texts = reasonTexts(language);
  return (
    <Select
      {...fieldProps(faults, { reasonCode: chosen })("reasonCode")}
      label={staffTexts(language).revokeReason}
      description={description}
    >
      <option value="">{texts.choose}</option>
      <Options of={codes.map((code) => [code, texts.names[code]])} />
    </Select>
  );
}
