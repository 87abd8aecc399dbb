import { AppError } from "../../errors.ts";

/** The error for an external id that another offer of the provider has. */
export const externalIdTaken = () =>
  new AppError("conflict", "Another offer of yours has this externalId.", {
    errors: [{ path: "externalId", code: "taken", message: "must be unique among your offers" }],
  });
