import { cultureNb } from "./culture-nb.ts";
import { cultureNn } from "./culture-nn.ts";
import { numbersNb } from "./numbers-nb.ts";
import { numbersNn } from "./numbers-nn.ts";
import { offerNb } from "./offer-nb.ts";
import { offerNn } from "./offer-nn.ts";
import { ownCodesNb } from "./own-codes-nb.ts";
import { ownCodesNn } from "./own-codes-nn.ts";
import { providerNb } from "./provider-nb.ts";
import { providerNn } from "./provider-nn.ts";
import { staffNb } from "./staff-nb.ts";
import { staffNn } from "./staff-nn.ts";
import { templateNb } from "./template-nb.ts";
import { templateNn } from "./template-nn.ts";
import { webhooksNb } from "./webhooks-nb.ts";
import { webhooksNn } from "./webhooks-nn.ts";

/** Languages of the pages for NAV, culture offices and providers. */
export const staffLanguages = ["nb", "nn"] as const;
export type StaffLanguage = (typeof staffLanguages)[number];

export type CultureTexts = typeof cultureNb;
export type NumbersTexts = typeof numbersNb;
export type OfferTexts = typeof offerNb;
export type ProviderTexts = typeof providerNb;
export type StaffTexts = typeof staffNb;
export type TemplateTexts = typeof templateNb;

const inLanguage =
  <T>(catalogues: Record<StaffLanguage, T>) =>
  (language: StaffLanguage): T =>
    catalogues[language];

/** NAV's pages, and what all pages share. */
export const staffTexts = inLanguage({ nb: staffNb, nn: staffNn });

/** The culture office's pages. */
export const cultureTexts = inLanguage({ nb: cultureNb, nn: cultureNn });

/** A provider's pages on codes of its own. */
export const ownCodesTexts = inLanguage({ nb: ownCodesNb, nn: ownCodesNn });

/** A provider's pages, except for the parts below. */
export const providerTexts = inLanguage({ nb: providerNb, nn: providerNn });

/** A provider's offers. */
export const offerTexts = inLanguage({ nb: offerNb, nn: offerNn });

/** A provider's templates. */
export const templateTexts = inLanguage({ nb: templateNb, nn: templateNn });

/** A provider's statistics and settlements. */
export const numbersTexts = inLanguage({ nb: numbersNb, nn: numbersNn });

export const webhooksTexts = inLanguage({ nb: webhooksNb, nn: webhooksNn });
