import { z } from "zod";
import { holdsNationalIdentityNumber } from "./national-identity-number.ts";

/** The refinement of every text that is typed and stored. */
export const noIdentityNumber = [
  (text: string): boolean => !holdsNationalIdentityNumber(text),
  {
    message:
      "looks like a national identity number, which must not be stored here; use the case system's own reference",
    params: { code: "national_identity_number" },
  },
] as const;

/** A text that people type, of at most `maximum` characters: anything but a national identity number. */
export const freeText = (maximum: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(maximum)
    .refine(...noIdentityNumber);

/** A text of one line without control characters, of at most `maximum` characters. */
export const visibleLine = (maximum: number) =>
  freeText(maximum).regex(/^[^\p{C}\p{Zl}\p{Zp}]+$/u, "must be one line of visible characters");

/**
 * Control characters, line and paragraph separators, marks that turn the direction of the text after them, and halves of
 * characters.
 */
const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** The refinement of every text that a ticket shows on one line. */
export const isOneLine = [
  (text: string): boolean => !hidden.test(text),
  {
    message:
      "must be one line, without control characters and marks that turn the direction of the text",
    params: { code: "invalid_text" },
  },
] as const;

/** The refinement of a text of several lines: the same, but for tabs and the ends of its lines. */
export const isParagraph = [
  (text: string): boolean => !hidden.test(text.replace(/[\t\n\r]/g, "")),
  {
    message: "must hold no control characters and no marks that turn the direction of the text",
    params: { code: "invalid_text" },
  },
] as const;

/** A text of one line, as `freeText`, without characters that break it or turn it around. */
export const oneLine = (maximum: number) => freeText(maximum).refine(...isOneLine);
