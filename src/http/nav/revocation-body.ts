import { z } from "zod";

/** Reason of a revocation. The audit trail keeps it, so it must not hold a name. */
export const revocationBody = z
  .strictObject({
    reason: z.string().trim().min(1).max(500).describe("Kept with the decision; no names"),
  })
  .meta({ id: "Revocation" });
