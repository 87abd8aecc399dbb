/**
 * Counts of a provider's redemptions in a month, of offers with a refund. They count holders, not uses, so
 * that a child who comes often counts once.
 */
export interface RedemptionCounts {
  /** Holders who used a ticket. */
  holders: number;
  /** Of them: within two seconds after another scan at the same entrance. */
  inBursts: number;
  /** Of them: between 23:00 and 06:00 in Oslo. */
  atNight: number;
  /** Of them: scans of a ticket that had neither been added to a wallet nor printed. */
  unfetched: number;
  /** Tickets that were used. */
  tickets: number;
  /** Tickets that count against the quotas of the offers that were valid in the month. */
  allocated: number;
}

/** A pattern that the municipality may ask the provider about. It is no proof: each has innocent causes. */
export type RedemptionQuestion =
  | { sign: CountedSign; count: number; of: number }
  | { sign: "aboveOthers"; percent: number; othersPercent: number };

type CountedSign = keyof typeof unusualShares;

/** Shares of the holders from which on a pattern is worth a question. */
const unusualShares = { inBursts: 0.3, atNight: 0.2, unfetched: 0.5 } as const;

/** With fewer holders a share says little about the provider, and too much about one of them. */
const fewestHolders = 20;
/** With fewer other providers a median would tell of one of them. */
const fewestOthers = 3;
/** How many times the others' median, and which share of its tickets, makes a provider stand out. */
const farAbove = { times: 2, share: 0.3 };

/**
 * Returns the questions to a provider. Counts are rounded down to fives and percentages to tens, so that
 * neither a number, nor what is left of it, nor its growth since yesterday points to a child.
 */
export function redemptionQuestions(
  own: RedemptionCounts,
  others: readonly RedemptionCounts[],
): RedemptionQuestion[] {
  if (own.holders < fewestHolders) return [];
  const of = downTo(5, own.holders);
  const questions: RedemptionQuestion[] = [];
  for (const sign of ["inBursts", "atNight", "unfetched"] as const) {
    const count = downTo(5, own[sign]);
    if (count > 0 && own[sign] >= unusualShares[sign] * own.holders) {
      questions.push({ sign, count, of });
    }
  }
  const share = usedShare(own);
  const median = medianOf(others.filter(isLargeEnough).map(usedShare));
  if (median !== undefined && share >= farAbove.share && share >= farAbove.times * median) {
    const percent = downTo(10, share * 100);
    questions.push({ sign: "aboveOthers", percent, othersPercent: downTo(10, median * 100) });
  }
  return questions;
}

const downTo = (step: number, n: number): number => Math.floor(n / step) * step;

const isLargeEnough = ({ allocated }: RedemptionCounts): boolean => allocated >= fewestHolders;

/** A place that a ticket gave back after its use makes the quotient exceed one. */
const usedShare = ({ tickets, allocated }: RedemptionCounts): number =>
  allocated === 0 ? 0 : Math.min(1, tickets / allocated);

/** The lower one of the two in the middle; undefined for fewer than {@link fewestOthers}. */
function medianOf(shares: number[]): number | undefined {
  if (shares.length < fewestOthers) return undefined;
  return shares.toSorted((a, b) => a - b)[Math.floor((shares.length - 1) / 2)];
}
