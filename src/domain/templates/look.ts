import { z } from "zod";
import { contrastErrors } from "./template-contrast.ts";
import { colorsSchema } from "./template-schema.ts";
import type { FieldError } from "../../errors.ts";
import { fieldErrors } from "../field-errors.ts";
import type { TemplateColors } from "./template.ts";

/** A provider's logo and colours, with which each new template of it begins. */
export interface ProviderLook {
  /** Grows with each change. */
  version: number;
  colors: TemplateColors;
  hasLogo: boolean;
}

/** Schema of a look in requests, without its pictures. */
export const lookSchema = z.strictObject({ colors: colorsSchema });

/** Validates a look by the rules for templates; returns its colours, or every fault with its path. */
export function checkLook(input: unknown): { colors: TemplateColors } | { errors: FieldError[] } {
  const parsed = lookSchema.safeParse(input);
  if (!parsed.success) return { errors: fieldErrors(parsed.error) };
  const errors = contrastErrors(parsed.data);
  return errors.length > 0 ? { errors } : parsed.data;
}
