import { ErrorSummary } from "@navikt/ds-react";
import type { Faults } from "../ui/faults.tsx";
import { providerTexts } from "../texts/provider-texts.ts";
import type { ProviderFrame } from "./provider-document.tsx";

export type { Faults } from "../ui/faults.tsx";

/** Above a form that was refused; each line leads to its field. */
export function ProviderFaults({ frame, faults }: { frame: ProviderFrame; faults: Faults }) {
  if (faults.size === 0) return null;
  return (
    <ErrorSummary heading={providerTexts(frame.language).errorHeading} autoFocus>
      {[...faults].map(([field, text]) => (
        <ErrorSummary.Item key={field} href={`#${field}`}>
          {text}
        </ErrorSummary.Item>
      ))}
    </ErrorSummary>
  );
}
