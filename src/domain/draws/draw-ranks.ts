import type { DrawCriterion, DrawValues } from "./draw.ts";

/** Whether a higher value of the criterion stands first. */
const isHigherFirst: Record<DrawCriterion, boolean> = {
  age: true,
  fewest_tickets: false,
  household_without: true,
  waiting_longest: true,
};

/** The best of the children's ranks; in a rank the lower number stands first. */
export function rankOf(
  children: readonly DrawValues[],
  criteria: readonly DrawCriterion[],
): number[] {
  const [best = []] = children
    .map((values) => criteria.map((name) => (isHigherFirst[name] ? -1 : 1) * (values[name] ?? 0)))
    .sort(compareRanks);
  return best;
}

/** Compares ranks criterion by criterion; 0 for equal ones. */
export function compareRanks(a: readonly number[], b: readonly number[]): number {
  return a.map((number, i) => number - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

export const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
