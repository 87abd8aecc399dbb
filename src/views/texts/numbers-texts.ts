import { numbersNb, type NumbersTexts } from "./numbers-nb.ts";
import { numbersNn } from "./numbers-nn.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const catalogues: Record<StaffLanguage, NumbersTexts> = { nb: numbersNb, nn: numbersNn };

/** What a provider's numbers and settlements say. */
export function numbersTexts(language: StaffLanguage): NumbersTexts {
  return catalogues[language];
}
