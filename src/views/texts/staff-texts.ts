import { staffNb, type StaffTexts } from "./staff-nb.ts";
import { staffNn } from "./staff-nn.ts";

export type { StaffTexts } from "./staff-nb.ts";

export const staffLanguages = ["nb", "nn"] as const;
export type StaffLanguage = (typeof staffLanguages)[number];

const catalogues: Record<StaffLanguage, StaffTexts> = { nb: staffNb, nn: staffNn };

export function staffTexts(language: StaffLanguage): StaffTexts {
  return catalogues[language];
}
