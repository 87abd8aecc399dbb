import { staffTexts, type StaffLanguage } from "../texts/staff-texts.ts";

/** A count that is known in fives: "fewer than 5", else "at least". */
export function countInFives(inFives: number, language: StaffLanguage): string {
  const { atLeast, fewerThan } = staffTexts(language);
  return inFives < 5 ? fewerThan(5) : atLeast(inFives);
}
