import { auditNb, type AuditTexts } from "./audit-nb.ts";
import { auditNn } from "./audit-nn.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const catalogues: Record<StaffLanguage, AuditTexts> = { nb: auditNb, nn: auditNn };

/** What the auditors' page says. */
export const auditTexts = (language: StaffLanguage) => catalogues[language];

/** What an event of the audit trail did; of one without a name its code. */
export function nameOfAction(action: string, language: StaffLanguage): string {
  const names: Partial<Record<string, string>> = catalogues[language].actions;
  return names[action] ?? action;
}
