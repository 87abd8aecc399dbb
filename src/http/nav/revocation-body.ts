import { z } from "zod";
import { freeText } from "../../domain/free-text.ts";
import { erasureReasons, revocationReasons } from "../../domain/reasons.ts";

/** Reason of a revocation. */
export const revocationBody = z
  .strictObject({
    reasonCode: z
      .enum(revocationReasons)
      .optional()
      .describe("Why, from the list; `other` when it is left out"),
    reason: freeText(500)
      .optional()
      .describe(
        "Why, in your words: required with `other`. Kept encrypted until the tickets are anonymised; no names",
      ),
  })
  .meta({ id: "Revocation" });

/** Revocation of an allocation: of all of it without a body. */
export const allocationRevocationBody = revocationBody
  .extend({
    serialNumbers: z
      .array(z.string())
      .min(1)
      .max(100_000)
      .optional()
      .describe("Revoke these of its tickets alone"),
  })
  .meta({ id: "AllocationRevocation" });

/** What the removal of a recipient can name in its address. */
export const erasureQuery = z.strictObject({
  reasonCode: z
    .enum(erasureReasons)
    .optional()
    .describe("Why, for the audit trail, which keeps it without any words"),
});
