import type { RedemptionDecision } from "./redemption.ts";

/** Why a scan that asks is answered with a question, and not recorded. */
export const questions = ["how_many", "just_scanned", "which_part"] as const;
export type Question = (typeof questions)[number];

/** Seconds in which a ticket that is read again at the same door was probably meant only once. */
const sameMoment = 60;

/** Whether the decision depends on how often the ticket was used. */
export const isAboutUses = (decision: RedemptionDecision): boolean =>
  decision.accepted || decision.reason === "used_up" || decision.reason === "daily_limit";

/**
 * The question that door staff must answer before a scan is counted: whether they read the same ticket
 * twice, or how many people come in. Undefined when there is nothing to ask.
 */
export function askBack(
  decision: RedemptionDecision,
  { admits, secondsSinceOwnUse }: { admits: number; secondsSinceOwnUse: number | undefined },
): Exclude<Question, "which_part"> | undefined {
  if (secondsSinceOwnUse !== undefined && secondsSinceOwnUse < sameMoment) {
    return isAboutUses(decision) ? "just_scanned" : undefined;
  }
  return decision.accepted && admits > 1 ? "how_many" : undefined;
}
