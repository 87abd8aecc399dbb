import { randomUUID } from "node:crypto";
import { z } from "zod";
import {
  handOutForms,
  mostHandedOut,
  mostSetAside,
  type HandOutForm,
} from "../../domain/complimentary/hand-out.ts";
import { languages, type Language } from "../../domain/language.ts";
import { AppError } from "../../errors.ts";
import type { ComplimentaryValues } from "../../views/complimentary/complimentary-forms.tsx";
import { complimentaryTexts } from "../../views/texts/complimentary-texts.ts";
import type { StaffLanguage } from "../../views/texts/staff-texts.ts";
import type { Faults } from "../../views/ui/faults.tsx";
import { changedOneOf } from "./changed-one.ts";

const text = z.string().trim().max(200).catch("");
/** Both forms of the page, as typed. */
export const complimentaryFields = z.object({
  setAside: text,
  revision: text,
  count: text,
  form: z.string().catch("links"),
  language: z.string().catch("nb"),
  key: z.uuid().catch(() => randomUUID()),
}) satisfies z.ZodType<ComplimentaryValues>;

/** Where the page of hand-outs begins. */
export const cursorShape = z.string().optional().catch(undefined);

/** The links that were chosen to be revoked; a browser sends a single one as a text. */
export const chosenLinks = z.object({
  links: z.union([z.array(z.string()), z.string().transform((one) => [one])]).catch([]),
});

const refused = (path: string, code: string, message: string) =>
  new AppError("validation_failed", message, { errors: [{ path, code, message }] });

/** Parses how many to hand out, how, and in which language. Throws AppError("validation_failed"). */
export function handOutOf({ count, form, language }: ComplimentaryValues): {
  count: number;
  form: HandOutForm;
  language: Language;
} {
  const number = z.coerce.number().int().min(1).max(mostHandedOut).safeParse(count);
  if (!number.success || count === "") throw refused("count", "count", "must be a fitting number");
  return {
    count: number.data,
    form: z.enum(handOutForms).catch("links").parse(form),
    language: z.enum(languages).catch("nb").parse(language),
  };
}

/** Parses how many to set aside. Throws AppError("validation_failed"). */
export function setAsideOf({ setAside }: ComplimentaryValues): number {
  const number = z.coerce.number().int().min(0).max(mostSetAside).safeParse(setAside);
  if (number.success && setAside !== "") return number.data;
  throw refused("setAside", "setAside", "must be a fitting number");
}

/** Message for each refused field; undefined for an error that is about none. */
export function complimentaryFaults(error: AppError, language: StaffLanguage): Faults | undefined {
  const { faults } = complimentaryTexts(language);
  const numbers: Record<string, unknown> = {
    count: mostHandedOut,
    setAside: mostSetAside,
    not_set_aside: error.extra["mostPossible"],
    above_limit: error.extra["mostPossible"],
    quota_below_allocated: error.extra["lowestPossible"],
  };
  const messages = error.errors.flatMap(({ path, code }): [string, string][] =>
    Object.hasOwn(faults, code)
      ? [[path, faults[code as keyof typeof faults](Number(numbers[code]))]]
      : [],
  );
  return messages.length > 0
    ? new Map(messages)
    : changedOneOf(error, { field: "setAside", language });
}
