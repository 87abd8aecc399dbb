import { fieldErrors } from "../../domain/field-errors.ts";
import {
  recipientInput,
  type ParsedRecipient,
  type RecipientInput,
} from "../../domain/recipients/recipient-input.ts";
import { AppError } from "../../errors.ts";
import type { Actor } from "../deps.ts";
import { requireNav } from "../access/require-nav.ts";

/**
 * Validates a recipient's input. Throws AppError "validation_failed" (an identity number, a
 * protected address with a message, …), "forbidden" for another municipality.
 */
export function validateRecipient(actor: Actor, input: RecipientInput): ParsedRecipient {
  const municipalities = requireNav(actor);
  const parsed = recipientInput.safeParse(input);
  if (!parsed.success) {
    throw new AppError("validation_failed", "The recipient cannot be saved as it is.", {
      errors: fieldErrors(parsed.error),
    });
  }
  if (!municipalities.includes(parsed.data.municipality)) {
    throw new AppError("forbidden", "You may not save recipients of this municipality.");
  }
  return parsed.data;
}
