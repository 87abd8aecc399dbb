import { z } from "zod";

export const recipientTag = "Recipients";

/** A path that names a recipient. */
export const recipientParams = z.object({
  reference: z.string().min(1).max(100).describe("Your reference, or the recipient's `id`"),
});

/** The problem of a path whose reference is not unique. */
export const ambiguousReference = {
  conflict: {
    detail: "Several of your municipalities know this reference; name the recipient by its id.",
  },
};
