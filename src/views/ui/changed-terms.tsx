import { withPendingTerms } from "../../domain/offers/pending-change.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { othersChangesTexts } from "../texts/others-changes-texts.ts";
import { pendingChangeTexts } from "../texts/pending-change-texts.ts";
import type { StaffLanguage } from "../texts/staff-texts.ts";
import { BeforeAfter, type Difference } from "./before-after.tsx";
import { readableTerms } from "./readable-terms.ts";

interface Props {
  offer: Offer;
  language: StaffLanguage;
  /** What another look that waits changes, where that was compared. */
  look?: readonly Difference[];
}

/** The pending change of an offer: of each changed term what holds now, and what it becomes. */
export function ChangedTerms({ offer, language, look = [] }: Props) {
  const texts = pendingChangeTexts(language);
  const wanted = readableTerms(withPendingTerms(offer, offer.pendingChange?.terms), language);
  const changed: Difference[] = readableTerms(offer, language)
    .map(([label, before], place) => ({ label, before, after: wanted[place]?.[1] }))
    .filter(({ before, after }) => before !== after);
  const version = offer.pendingChange?.templateVersion;
  if (version !== undefined) {
    const [before, after] = [offer.templateVersion, version].map(texts.version);
    changed.push({ label: texts.of.look, before, after });
  }
  const { other } = othersChangesTexts(language);
  const words = { before: texts.now, after: texts.wanted, none: texts.none, other };
  return <BeforeAfter differences={[...changed, ...look]} words={words} />;
}
