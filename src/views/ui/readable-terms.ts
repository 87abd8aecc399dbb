import { formatDate } from "../../domain/date-text.ts";
import { hoursText } from "../../domain/offers/hours-text.ts";
import { languages } from "../../domain/language.ts";
import { offerSummary } from "../../domain/offers/offer-summary.ts";
import type { EventTimes, OfferTerms } from "../../domain/offers/offer.ts";
import { languageNames } from "../texts/holder-texts.ts";
import { othersChangesTexts } from "../texts/others-changes-texts.ts";
import { pendingChangeTexts } from "../texts/pending-change-texts.ts";
import { offerTexts, type StaffLanguage } from "../texts/staff-texts.ts";
import { formatMoment } from "./format.ts";
import { refundSentences } from "./refund-sentences.ts";

/** A term's name, and what a person reads of it; undefined: it is not there. */
type ReadableTerm = readonly [term: string, text?: string | undefined];

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
export function readableTerms(terms: OfferTerms, language: StaffLanguage): ReadableTerm[] {
  const { of, paid } = pendingChangeTexts(language);
  const texts = (name: "title" | "description") =>
    languages.map((one): ReadableTerm => {
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

/**
 * The terms that differ, in words: a line for each term that can change after the approval; who may use a ticket and
 * how often are one sentence. A template and codes of the provider's own have no text.
 */
export function differingTerms(
  before: OfferTerms,
  after: OfferTerms,
  {
    language,
    municipalities,
  }: { language: StaffLanguage; municipalities: ReadonlyMap<string, string> },
): { label: string; before?: string | undefined; after?: string | undefined }[] {
  const texts = othersChangesTexts(language);
  const { labels } = offerTexts(language);
  const { quota, validity, hours, event, sessions } = after;
  const rest = (terms: OfferTerms): ReadableTerm[] => [
    [texts.place, terms.place && `${terms.place.name}, ${terms.place.address}`],
    [labels.claimWithinDays, terms.claimWithinDays?.toString()],
    [
      texts.terms,
      offerSummary({ ...terms, quota, validity, hours, event, sessions }, language, municipalities),
    ],
  ];
  const [old, now] = [before, after].map((terms) => [
    ...readableTerms(terms, language),
    ...rest(terms),
  ]);
  const readable = (now ?? []).flatMap(([label, text], place) => {
    const was = old?.[place]?.[1];
    return was === text ? [] : [{ label, before: was ?? "", after: text ?? "" }];
  });
  const hasOtherCodes = JSON.stringify(before.ownCodes) !== JSON.stringify(after.ownCodes);
  return [
    ...readable,
    ...(before.templateId === after.templateId ? [] : [{ label: texts.template }]),
    ...(hasOtherCodes ? [{ label: texts.ownCodes }] : []),
  ];
}
