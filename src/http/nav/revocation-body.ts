import { z } from "zod";
import { freeText } from "../../domain/free-text.ts";

/** Reason of a revocation. */
export const revocationBody = z
  .strictObject({
    reason: freeText(500).describe("Kept encrypted until the tickets are anonymised; no names"),
  })
  .meta({ id: "Revocation" });
