import { Alert, BodyShort, Heading } from "@navikt/ds-react";
import { othersChangesTexts } from "../texts/others-changes-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

/** What another changed while a form was open. Both values undefined: that it changed is all that can be said. */
export interface OthersChange {
  label: string;
  before?: string | undefined;
  after?: string | undefined;
  /** Whether this person changed it, too. */
  isBoth: boolean;
}

interface Props {
  changes: readonly OthersChange[] | undefined;
  language: StaffLanguage;
}

/** What another has changed since the form was opened, value by value; nothing where that is not known. */
export function OthersChanges({ changes = [], language }: Props) {
  if (changes.length === 0) return null;
  const texts = othersChangesTexts(language);
  return (
    <Alert variant="warning">
      <Heading size="xsmall" level="2">
        {texts.heading}
      </Heading>
      <ul>
        {changes.map(({ label, before, after, isBoth }) => (
          <li key={label}>
            {label}:{" "}
            {before === undefined && after === undefined
              ? texts.other
              : `${before || texts.none} → ${after || texts.none}`}
            {isBoth && <BodyShort size="small">{texts.yours}</BodyShort>}
          </li>
        ))}
      </ul>
      <BodyShort>{texts.rest}</BodyShort>
    </Alert>
  );
}
