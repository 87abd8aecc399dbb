import { providerNb, type ProviderTexts } from "./provider-nb.ts";
import { providerNn } from "./provider-nn.ts";
import type { StaffLanguage } from "./staff-texts.ts";

export type { ProviderTexts } from "./provider-nb.ts";

const catalogues: Record<StaffLanguage, ProviderTexts> = { nb: providerNb, nn: providerNn };

/** What a provider's pages say. */
export function providerTexts(language: StaffLanguage): ProviderTexts {
  return catalogues[language];
}
