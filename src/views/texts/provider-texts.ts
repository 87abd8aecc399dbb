import { offerNb, type OfferTexts } from "./offer-nb.ts";
import { offerNn } from "./offer-nn.ts";
import { providerNb, type ProviderTexts } from "./provider-nb.ts";
import { providerNn } from "./provider-nn.ts";
import type { StaffLanguage } from "./staff-texts.ts";

export type { OfferTexts } from "./offer-nb.ts";
export type { ProviderTexts } from "./provider-nb.ts";

const catalogues: Record<StaffLanguage, ProviderTexts> = { nb: providerNb, nn: providerNn };
const offers: Record<StaffLanguage, OfferTexts> = { nb: offerNb, nn: offerNn };

/** What a provider's pages say. */
export function providerTexts(language: StaffLanguage): ProviderTexts {
  return catalogues[language];
}

/** What they say of its offers. */
export function offerTexts(language: StaffLanguage): OfferTexts {
  return offers[language];
}
