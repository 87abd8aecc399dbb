import { BodyLong, Detail, Heading, HGrid, VStack } from "@navikt/ds-react";
import { withPendingTerms } from "../../domain/offers/pending-change.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { pendingChangeTexts } from "../texts/pending-change-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { readableTerms } from "./readable-terms.ts";

/** The pending change of an offer: of each changed term what holds now, and what it becomes. */
export function ChangedTerms({ offer, language }: { offer: Offer; language: StaffLanguage }) {
  const texts = pendingChangeTexts(language);
  const wanted = readableTerms(withPendingTerms(offer, offer.pendingChange?.terms), language);
  const changed = readableTerms(offer, language)
    .map(([term, now], place) => ({ term, now, becomes: wanted[place]?.[1] }))
    .filter(({ now, becomes }) => now !== becomes);
  const look = offer.pendingChange?.templateVersion;
  if (look !== undefined) {
    const [now, becomes] = [offer.templateVersion, look].map(texts.version);
    changed.push({ term: texts.of.look, now, becomes });
  }
  return (
    <VStack as="ul" gap="space-16" className="offers">
      {changed.map(({ term, now, becomes }) => (
        <li key={term}>
          <Heading size="xsmall" level="3">
            {term}
          </Heading>
          <HGrid columns={{ xs: 1, sm: 2 }} gap="space-8">
            {[
              [texts.now, now],
              [texts.wanted, becomes],
            ].map(([when, text]) => (
              <div key={when}>
                <Detail>{when}</Detail>
                <BodyLong>{text ?? texts.none}</BodyLong>
              </div>
            ))}
          </HGrid>
        </li>
      ))}
    </VStack>
  );
}
