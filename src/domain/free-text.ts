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
