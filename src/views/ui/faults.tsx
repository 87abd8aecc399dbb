import { ErrorSummary } from "@navikt/ds-react";
import { staffTexts } from "../texts/staff-texts.ts";
import type { PageFrame } from "./page-frame.ts";

/** Message for each refused field of a form, by the id of the field. */
export type Faults = ReadonlyMap<string, string>;

/** Error summary above a refused form; each line links to its field. */
export function FaultSummary({ frame, faults }: { frame: PageFrame; faults: Faults }) {
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

/** Returns the properties that all inputs of a form have: id and name, the value as typed, and the fault. */
export const fieldProps =
  <N extends string>(faults: Faults, values?: Readonly<Record<N, string>>) =>
  (name: N) => ({
    id: name,
    name,
    error: faults.get(name),
    autoComplete: "off",
    ...(values && { defaultValue: values[name] }),
  });
