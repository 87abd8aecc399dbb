import { BodyLong } from "@navikt/ds-react";
import { othersChangesTexts } from "../texts/others-changes-texts.ts";
import { cultureTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { BeforeAfter, type Difference } from "../ui/before-after.tsx";
import { HeadedSection } from "../ui/headed-section.tsx";

interface Props {
  differences: readonly Difference[];
  language: StaffLanguage;
}

/** What the provider has changed of an offer since the culture office returned it. */
export function SinceReturn({ differences, language }: Props) {
  const texts = cultureTexts(language).sinceReturn;
  const { none, other } = othersChangesTexts(language);
  return (
    <HeadedSection heading={texts.heading}>
      {differences.length === 0 ? (
        <BodyLong>{texts.nothing}</BodyLong>
      ) : (
        <BeforeAfter
          differences={differences}
          words={{ before: texts.before, after: texts.after, none, other }}
        />
      )}
    </HeadedSection>
  );
}
