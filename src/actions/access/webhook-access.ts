import { AppError } from "../../errors.ts";

/** For a webhook or delivery that is another provider's or nobody's. */
export const webhookNotFound = () => new AppError("not_found", "You have no such webhook.");
