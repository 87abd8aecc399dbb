import { z } from "zod";
import { freeText } from "../../domain/free-text.ts";

/** Reason of a revocation. */
export const revocationBody = z
  .strictObject({
    reason: freeText(500).describe("Kept encrypted until the tickets are anonymised; no names"),
  })
  .meta({ id: "Revocation" });

/** Revocation of an allocation: of all of it without a body. */
export const allocationRevocationBody = revocationBody
  .extend({
    reason: revocationBody.shape.reason.default("The whole allocation was revoked"),
    serialNumbers: z
      .array(z.string())
      .min(1)
      .max(100_000)
      .optional()
      .describe("Revoke these of its tickets alone"),
  })
  .meta({ id: "AllocationRevocation" });
