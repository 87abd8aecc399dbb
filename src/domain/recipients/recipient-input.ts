import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { z } from "zod";
import type { FieldError } from "../../errors.ts";
import { languages } from "../language.ts";
import { yearInOslo } from "../period.ts";
import { oneLine } from "../free-text.ts";
import { deliveries, type Delivery } from "./recipient.ts";

/** Types of numbers that receive text messages; some countries do not tell mobile numbers from others. */
const mobileTypes: readonly unknown[] = ["MOBILE", "FIXED_LINE_OR_MOBILE"];

/** Accepts usual spellings, Norwegian without a country code; stored as E.164. */
const phone = z
  .string()
  .trim()
  .transform((text, context) => {
    const parsed = parsePhoneNumberFromString(text, "NO");
    if (parsed?.isValid() && mobileTypes.includes(parsed.getType())) return parsed.number;
    context.addIssue("must be a mobile number; outside Norway with its country code");
    return z.NEVER;
  });

const isSent = (delivery: Delivery) => delivery === "sms" || delivery === "email";

/** Also checked when other members have faults, so that one answer names all. */
const besideOtherFaults = (member: string) => ({
  path: [member],
  when: ({ value, issues }: z.core.ParsePayload) =>
    typeof value === "object" && value !== null && !issues.some(({ path }) => path?.[0] === member),
});

/** A second guardian's members, and the first one's that they must differ from. */
const secondMembers = [
  ["secondPhone", "phone"],
  ["secondEmail", "email"],
] as const;

/** The input for a recipient. The output has the phone number as E.164. */
export const recipientInput = z
  .strictObject({
    reference: oneLine(100).describe("Your case system's own; kept encrypted"),
    household: oneLine(100)
      .nullable()
      .optional()
      .describe("The same text for all of one household; null takes a known recipient out of it"),
    label: oneLine(100)
      .optional()
      .describe(
        "By which your officers tell the recipient, and its family where a link shows several children",
      ),
    birthYear: z
      .int()
      .describe("Of a child or youth, at most 25 years old; age counts by calendar year"),
    municipality: z
      .string()
      .regex(/^\d{4}$/, "must be a municipality's number, four digits")
      .describe("One of yours, by its number"),
    language: z.enum(languages).describe("Of messages, pages and tickets"),
    phone: phone.optional().describe("Needed for delivery by sms; kept encrypted"),
    email: z
      .string()
      .trim()
      .pipe(z.email())
      .optional()
      .describe("Needed for delivery by email; kept encrypted"),
    secondPhone: phone
      .optional()
      .describe(
        "A second guardian's, who gets messages and a claim link of its own; kept encrypted",
      ),
    secondEmail: z
      .string()
      .trim()
      .pipe(z.email())
      .optional()
      .describe("The same where the second guardian has no mobile number; kept encrypted"),
    delivery: z
      .enum(deliveries)
      .describe("How the claim link gets there; `none`: you hand it over"),
    protectedAddress: z
      .boolean()
      .default(false)
      .describe(
        "No message is sent, and no place stands in the ticket. Only keys made for it see such a recipient: to others it is not there",
      ),
  })
  .refine(({ delivery, protectedAddress }) => !protectedAddress || !isSent(delivery), {
    error: "must be print or none: no message goes to a protected address",
    ...besideOtherFaults("delivery"),
  })
  .refine(
    ({ delivery, protectedAddress, phone }) =>
      protectedAddress || delivery !== "sms" || phone !== undefined,
    { error: "is needed for delivery by sms", ...besideOtherFaults("phone") },
  )
  .refine(
    ({ delivery, protectedAddress, email }) =>
      protectedAddress || delivery !== "email" || email !== undefined,
    { error: "is needed for delivery by email", ...besideOtherFaults("email") },
  )
  .superRefine(({ delivery, protectedAddress, ...contact }, context) => {
    for (const [second, first] of secondMembers) {
      const value = contact[second];
      if (value === undefined || protectedAddress) continue;
      const message = !isSent(delivery)
        ? "goes with delivery by sms or email: the second guardian is told beside the first"
        : value === contact[first]
          ? "must differ from the first guardian's"
          : undefined;
      if (message) context.addIssue({ code: "custom", path: [second], message });
    }
  });

export type RecipientInput = z.input<typeof recipientInput>;
export type ParsedRecipient = z.output<typeof recipientInput>;

/** The oldest age that an offer can be for. */
const maxAge = 25;

/** The fault of a birth year that is in the future, or too long ago for any offer. */
export function birthYearFaults(birthYear: unknown, now: Date): FieldError[] {
  if (typeof birthYear !== "number") return [];
  const thisYear = yearInOslo(now);
  if (birthYear <= thisYear && birthYear >= thisYear - maxAge) return [];
  const message = `must lie between ${thisYear - maxAge} and ${thisYear}`;
  return [{ path: "birthYear", code: "out_of_range", message }];
}
