import type { ErrorCode } from "../../errors.ts";
import { errorsNb, type ErrorTexts } from "./errors-nb.ts";
import { errorsNn } from "./errors-nn.ts";
import type { StaffLanguage } from "./staff-texts.ts";

const catalogues: Record<StaffLanguage, ErrorTexts> = { nb: errorsNb, nn: errorsNn };

/** The callers whose pages have words of their own for an error. */
export type ErrorAudience = keyof ErrorTexts["texts"];

/** Heading and text of the page that a caller gets for an error. */
export function errorTexts(
  language: StaffLanguage,
  audience: ErrorAudience,
  code: ErrorCode,
): { heading: string; text: string; toFrontPage: string; toReviews: string } {
  const { heading, headings, texts, toFrontPage, toReviews } = catalogues[language];
  const own: Partial<Record<ErrorCode, string>> = headings;
  return { heading: own[code] ?? heading, text: texts[audience][code], toFrontPage, toReviews };
}
