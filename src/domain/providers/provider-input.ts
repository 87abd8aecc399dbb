import { z } from "zod";
import type { FieldError } from "../../errors.ts";
import { revealingErrors } from "../deny-list.ts";
import { oneLine } from "../free-text.ts";
import { isAccountNumber } from "./account-number.ts";
import { isOrganisationNumber } from "./organisation-number.ts";
import { vatPercents } from "./provider.ts";

const place = z.strictObject({
  name: oneLine(100).describe("As tickets show it"),
  address: oneLine(200).describe("Street, postcode and town"),
  latitude: z.number().min(-90).max(90).optional().describe("Degrees north"),
  longitude: z.number().min(-180).max(180).optional().describe("Degrees east"),
});

/** The input of an invitation by the culture office. */
export const providerInput = z.strictObject({
  name: oneLine(100).describe("As tickets name it"),
  organisationNumber: z
    .string()
    .refine(
      isOrganisationNumber,
      "must be an organisation number: nine digits, the last one checks",
    )
    .describe("Nine digits, as in the register of business enterprises"),
  municipality: z
    .string()
    .regex(/^\d{4}$/, "must be a municipality number of four digits")
    .describe("One of yours, by its number"),
  contactEmail: z
    .email()
    .optional()
    .describe("Who has it becomes the first owner and gets the invitation"),
  slug: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, "must be small letters, digits and hyphens")
    .optional()
    .describe("A short name for addresses; made from the name where absent"),
  place: place.optional().describe("Where it is; its page suggests it for offers"),
  accountNumber: z
    .string()
    .refine(isAccountNumber, "must be an account number: eleven digits, the last one checks")
    .optional()
    .describe("Where its settlements are paid to, eleven digits"),
  vatPercent: z
    .literal(vatPercents)
    .optional()
    .describe("The value added tax that its refunds contain, in per cent; 0 where absent"),
});
export type ProviderInput = z.infer<typeof providerInput>;

/** The changes that the culture office may make; an absent member stays. */
export const providerChanges = providerInput
  .pick({
    name: true,
    organisationNumber: true,
    municipality: true,
    place: true,
    accountNumber: true,
    vatPercent: true,
  })
  .partial()
  .extend({ place: place.nullable().optional().describe("Where it is; null takes it away") });
export type ProviderChanges = z.infer<typeof providerChanges>;

/** The deny-list over what tickets show of a provider: its name and its place. */
export const revealingProviderErrors = ({ name = "", place }: ProviderChanges): FieldError[] => [
  ...revealingErrors("name", name),
  ...revealingErrors("place.name", place?.name ?? ""),
  ...revealingErrors("place.address", place?.address ?? ""),
];
