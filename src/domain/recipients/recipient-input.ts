import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import { languages } from "../language.ts";
import { freeText } from "../free-text.ts";
import { deliveries, type Delivery } from "./recipient.ts";

/** Accepts usual spellings, Norwegian without a country code; stored as E.164. */
const phone = z
  .string()
  .trim()
  .transform((text, context) => {
    const parsed = parsePhoneNumberFromString(text, "NO");
    if (parsed?.isValid()) return parsed.number;
    context.addIssue("must be a valid phone number; outside Norway with its country code");
    return z.NEVER;
  });

const isSent = (delivery: Delivery) => delivery === "sms" || delivery === "email";

/** Also checked when other members have faults, so that one answer names all. */
const besideOtherFaults = (member: string) => ({
  path: [member],
  when: ({ value, issues }: z.core.ParsePayload) =>
    typeof value === "object" && value !== null && !issues.some(({ path }) => path?.[0] === member),
});

/** The input for a recipient. The output has the phone number as E.164. */
export const recipientInput = z
  .strictObject({
    reference: freeText(100).describe("Your case system's own; kept encrypted"),
    household: freeText(100)
      .nullable()
      .optional()
      .describe("The same text for all of one household; null takes a known recipient out of it"),
    label: freeText(100)
      .optional()
      .describe("By which your officers tell the recipient; nobody else sees it"),
    birthYear: z.int().min(1990).max(2100).describe("Age counts by calendar year"),
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
    delivery: z
      .enum(deliveries)
      .describe("How the claim link gets there; `none`: you hand it over"),
    protectedAddress: z
      .boolean()
      .default(false)
      .describe("No message is sent, and no place stands in the ticket"),
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
  );

export type RecipientInput = z.input<typeof recipientInput>;
export type ParsedRecipient = z.output<typeof recipientInput>;
