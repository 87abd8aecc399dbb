import { AppError } from "../../errors.ts";

/** For an unknown webhook or delivery, or another provider's. */
export const webhookNotFound = () => new AppError("not_found", "You have no such webhook.");
