import { ErrorSummary } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import type { StaffFrame } from "./staff-document.tsx";

/** What is wrong in a form, by the id of the field. */
export type Faults = ReadonlyMap<string, string>;

/** Above a form that was refused; each line leads to its field. */
export function FaultSummary({ frame, faults }: { frame: StaffFrame; faults: Faults }) {
  if (faults.size === 0) return null;
  return (
    <ErrorSummary heading={staffTexts(frame.language).errorHeading} autoFocus>
      {[...faults].map(([field, text]) => (
        <ErrorSummary.Item key={field} href={`#${field}`}>
          {text}
        </ErrorSummary.Item>
      ))}
    </ErrorSummary>
  );
}
