import { z } from "zod";
import { isOrganisationNumber } from "./organisation-number.ts";

/** A provider as the culture office invites it. */
export const providerInput = z.strictObject({
  name: z.string().trim().min(1).max(100),
  organisationNumber: z
    .string()
    .refine(
      isOrganisationNumber,
      "must be an organisation number: nine digits, the last one checks",
    ),
  municipality: z.string().regex(/^\d{4}$/, "must be a municipality number of four digits"),
  contactEmail: z.email().optional(),
  /** In URLs; made from the name where absent. */
  slug: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/, "must be small letters, digits and hyphens")
    .optional(),
  place: z
    .strictObject({
      name: z.string().trim().min(1).max(100),
      address: z.string().trim().min(1).max(200),
      latitude: z.number().min(-90).max(90).optional(),
      longitude: z.number().min(-180).max(180).optional(),
    })
    .optional(),
});
export type ProviderInput = z.infer<typeof providerInput>;
