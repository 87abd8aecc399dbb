import { cultureNb, type CultureTexts } from "./culture-nb.ts";
import { cultureNn } from "./culture-nn.ts";
import type { StaffLanguage } from "./staff-texts.ts";

export type { CultureTexts } from "./culture-nb.ts";

const catalogues: Record<StaffLanguage, CultureTexts> = { nb: cultureNb, nn: cultureNn };

/** What the culture office's pages say. */
export function cultureTexts(language: StaffLanguage): CultureTexts {
  return catalogues[language];
}
