import { z } from "zod";

/** Why; for the audit trail, so no name belongs in it. */
export const revocationBody = z
  .strictObject({
    reason: z.string().trim().min(1).max(500).describe("Kept with the decision; no names"),
  })
  .meta({ id: "Revocation" });
