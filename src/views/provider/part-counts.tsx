import { Heading } from "@navikt/ds-react";
import { textIn } from "../../domain/language.ts";
import type { PartCount } from "../../domain/offers/part-counts.ts";
import { dateCountsTexts } from "../texts/date-counts-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";

/** How often each part of an offer's tickets was ticked off. */
export function PartCounts({ parts, language }: { parts: PartCount[]; language: StaffLanguage }) {
  const texts = dateCountsTexts(language);
  return (
    <section>
      <Heading size="small" level="3" spacing>
        {texts.parts}
      </Heading>
      <dl className="numbers">
        {parts.map(({ key, label, used }) => (
          <div key={key}>
            <dt>{textIn(label, language)}</dt>
            <dd>{used}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
