import { redemptionCounts } from "../../db/statistics/redemption-counts.ts";
import { addDays, monthInOslo, startOfDay } from "../../domain/period.ts";
import {
  redemptionQuestions,
  type RedemptionQuestion,
} from "../../domain/statistics/redemption-questions.ts";
import { requireCulture } from "../access/require-culture.ts";
import type { Actor, Deps } from "../deps.ts";

/**
 * Returns the questions that the latest whole month's redemptions raise, by provider of the culture office:
 * signs that a provider may have redeemed tickets itself. A month that is over does not change, so reading
 * it day by day tells nothing. Throws AppError("forbidden").
 */
export async function listRedemptionQuestions(
  { clock, db }: Pick<Deps, "clock" | "db">,
  { actor }: { actor: Actor },
): Promise<{ month: string; questions: Map<string, RedemptionQuestion[]> }> {
  const municipalities = requireCulture(actor);
  const current = `${monthInOslo(clock.now())}-01`;
  const month = addDays(current, -1).slice(0, 7);
  const period = { from: startOfDay(`${month}-01`), until: startOfDay(current) };
  const counts = await redemptionCounts(db, municipalities, period);
  const questions = Array.from(counts, ([id, own]) => {
    const others = Array.from(counts).flatMap(([other, each]) => (other === id ? [] : [each]));
    return [id, redemptionQuestions(own, others)] as const;
  });
  return { month, questions: new Map(questions.filter(([, asked]) => asked.length > 0)) };
}
