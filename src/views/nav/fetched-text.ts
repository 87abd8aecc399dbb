import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";

/** A number of fetched tickets that is known in fives. */
export function fetchedText(inFives: number, language: StaffLanguage): string {
  const { atLeast, fewerThan } = staffTexts(language);
  return inFives < 5 ? fewerThan(5) : atLeast(inFives);
}
