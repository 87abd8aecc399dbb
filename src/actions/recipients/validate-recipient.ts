import { revealingErrors } from "../../domain/deny-list.ts";
import { fieldErrors } from "../../domain/field-errors.ts";
import {
  birthYearFaults,
  recipientInput,
  type ParsedRecipient,
  type RecipientInput,
} from "../../domain/recipients/recipient-input.ts";
import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

/**
 * Validates a recipient's input. Throws AppError "validation_failed" (an identity number, a
 * protected address with a message, …), "forbidden" for another municipality. With `now`, the birth year must be of an
 * age that an offer can be for; undefined keeps the year of a recipient who has outgrown it. With `labelGiven` the
 * label must tell no more than a ticket may; one from before families read it is kept as it is.
 */
export function validateRecipient(
  actor: Actor,
  input: RecipientInput,
  { now, labelGiven }: { now: Date | undefined; labelGiven: boolean },
): ParsedRecipient {
  const municipalities = requireNav(actor);
  const parsed = recipientInput.safeParse(input);
  const errors = parsed.success ? [] : fieldErrors(parsed.error);
  const ageErrors = now ? birthYearFaults(input.birthYear, now) : [];
  // The family reads the label where a link shows several children.
  const labelErrors = labelGiven ? revealingErrors("label", input.label ?? "") : [];
  if (!parsed.success || ageErrors.length + labelErrors.length > 0) {
    throw new AppError("validation_failed", "The recipient cannot be saved as it is.", {
      errors: [...errors, ...ageErrors, ...labelErrors],
    });
  }
  if (!municipalities.includes(parsed.data.municipality)) {
    throw new AppError("forbidden", "You may not save recipients of this municipality.");
  }
  return parsed.data;
}
