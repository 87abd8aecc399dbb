import { Tag } from "@navikt/ds-react";
import type { ProviderState } from "../../domain/providers/provider.ts";
import { cultureTexts } from "../texts/culture-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

const variants = { invited: "info", approved: "success", suspended: "neutral" } as const;

/** Tag with the state of a provider. */
export function ProviderTag({
  state,
  language,
}: {
  state: ProviderState;
  language: StaffLanguage;
}) {
  return (
    <Tag variant={variants[state]} size="small">
      {cultureTexts(language).states[state]}
    </Tag>
  );
}
