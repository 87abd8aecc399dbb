import { Tag } from "@navikt/ds-react";
import type { ProviderState } from "../../domain/providers/provider.ts";
import { cultureTexts, type StaffLanguage } from "../texts/staff-texts.ts";

const variants = { invited: "info", approved: "success", suspended: "neutral" } as const;

interface Props {
  state: ProviderState;
  language: StaffLanguage;
}

/** Tag with the state of a provider. */
export function ProviderTag({ state, language }: Props) {
  return (
    <Tag variant={variants[state]} size="small">
      {cultureTexts(language).states[state]}
    </Tag>
  );
}
