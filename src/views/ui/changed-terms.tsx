import { BodyLong, Detail, Heading, HGrid, VStack } from "@navikt/ds-react";
import { languages } from "../../domain/language.ts";
import { hoursText } from "../../domain/offers/hours-text.ts";
import { withPendingTerms } from "../../domain/offers/pending-change.ts";
import type { EventTimes, Offer, OfferTerms } from "../../domain/offers/offer.ts";
import { formatDate } from "../../domain/date-text.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { pendingChangeTexts } from "../texts/pending-change-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { formatMoment } from "./format.ts";
import { refundSentences } from "./refund-sentences.ts";

/** The times at which tickets are good: of an event or several, or the first and last day. */
function whenText(
  { validity, weekdays, hours, event, sessions }: OfferTerms,
  language: StaffLanguage,
): string {
  const span = ({ start, end }: EventTimes) =>
    `${formatMoment(start, language)} – ${formatMoment(end, language)}`;
  if (event) return span(event);
  if (sessions) return sessions.map(span).join("; ");
  const last = new Date(validity.until.getTime() - 1);
  const days = `${formatDate(validity.from, language)} – ${formatDate(last, language)}`;
  return hours ? `${days}. ${hoursText({ hours, weekdays }, language)}` : days;
}

/** What a person reads of the terms that can wait for the culture office. */
function readable(terms: OfferTerms, language: StaffLanguage): [term: string, text?: string][] {
  const { of, paid } = pendingChangeTexts(language);
  const texts = (name: "title" | "description") =>
    languages.map((one): [string, string?] => {
      const text = terms[name]?.[one];
      const term = `${of[name]} (${languageNames[one]})`;
      return text === undefined ? [term] : [term, text];
    });
  const isPaid = terms.refundPerAdmissionOre > 0;
  return [
    ...texts("title"),
    ...texts("description"),
    [of.quota, String(terms.quota)],
    [of.when, whenText(terms, language)],
    isPaid ? [of.refund, refundSentences(terms, language, paid)] : [of.refund],
  ];
}

/** The pending change of an offer: of each changed term what holds now, and what it becomes. */
export function ChangedTerms({ offer, language }: { offer: Offer; language: StaffLanguage }) {
  const texts = pendingChangeTexts(language);
  const wanted = readable(withPendingTerms(offer, offer.pendingChange?.terms), language);
  const changed = readable(offer, language)
    .map(([term, now], place) => ({ term, now, becomes: wanted[place]?.[1] }))
    .filter(({ now, becomes }) => now !== becomes);
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
