import type { OfferPace } from "../../domain/offers/offer-pace.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const nb = {
  few: "Færre enn 5 delt ut siste uke.",
  lately: (n: number) => `Om lag ${n} delt ut siste uke`,
  lessThanWeek: "rekker mindre enn en uke til",
  weeks: (n: number) => (n === 1 ? "rekker om lag en uke til" : `rekker om lag ${n} uker til`),
  outlasts: "rekker til tilbudet er over",
};

const nn: typeof nb = {
  few: "Færre enn 5 delte ut siste veka.",
  lately: (n) => `Om lag ${n} delte ut siste veka`,
  lessThanWeek: "rekk mindre enn ei veke til",
  weeks: (n) => (n === 1 ? "rekk om lag ei veke til" : `rekk om lag ${n} veker til`),
  outlasts: "rekk til tilbodet er over",
};

/** How fast an offer's tickets go, in a sentence. */
export function paceSentence(
  { lately, weeks, outlasts }: OfferPace,
  language: StaffLanguage,
): string {
  const texts = { nb, nn }[language];
  if (lately === undefined) return texts.few;
  const rest = outlasts
    ? texts.outlasts
    : weeks === undefined
      ? undefined
      : weeks === 0
        ? texts.lessThanWeek
        : texts.weeks(weeks);
  return `${[texts.lately(lately), rest].filter((each) => each !== undefined).join(", ")}.`;
}
