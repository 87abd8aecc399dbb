import type { StaffLanguage } from "./staff-texts.ts";
import { webhooksNb, type WebhooksTexts } from "./webhooks-nb.ts";
import { webhooksNn } from "./webhooks-nn.ts";

const catalogues: Record<StaffLanguage, WebhooksTexts> = { nb: webhooksNb, nn: webhooksNn };

/** What a provider's page of webhooks says. */
export function webhooksTexts(language: StaffLanguage): WebhooksTexts {
  return catalogues[language];
}
