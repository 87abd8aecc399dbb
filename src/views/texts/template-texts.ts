import type { StaffLanguage } from "./staff-texts.ts";
import { templateNb, type TemplateTexts } from "./template-nb.ts";
import { templateNn } from "./template-nn.ts";

export type { TemplateTexts } from "./template-nb.ts";

const catalogues: Record<StaffLanguage, TemplateTexts> = { nb: templateNb, nn: templateNn };

/** What a provider's pages say of its templates. */
export const templateTexts = (language: StaffLanguage): TemplateTexts => catalogues[language];
