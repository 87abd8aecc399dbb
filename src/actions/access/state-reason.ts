import type { RevocationReason, StatedReason } from "../../domain/reasons.ts";
import { requireReason } from "./require-reason.ts";

/** A reason as a form or a program gives it. */
export interface GivenReason {
  reasonCode?: RevocationReason | undefined;
  reason?: string | undefined;
}

/**
 * The reason to store. Without a code it is `other`, which has to be said in words; beside another code the words may be
 * left out. Throws AppError("validation_failed") as `requireReason` does.
 */
export function stateReason({
  reasonCode: code = "other",
  reason = "",
}: GivenReason): StatedReason {
  if (code !== "other" && reason.trim() === "") return { code };
  return { code, text: requireReason(reason) };
}
