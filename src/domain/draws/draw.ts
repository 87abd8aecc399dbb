import { createHash, createHmac } from "node:crypto";
import { stringify as canonicalJson } from "safe-stable-stringify";

/** What children can be ordered by. The municipality chooses which, and in which order. */
export const drawCriteria = [
  "age",
  "fewest_tickets",
  "household_without",
  "waiting_longest",
] as const;
export type DrawCriterion = (typeof drawCriteria)[number];

/** Whether a higher value of the criterion stands first. */
const isHigherFirst: Record<DrawCriterion, boolean> = {
  age: true,
  fewest_tickets: false,
  household_without: true,
  waiting_longest: true,
};

/** The municipality's published rules. */
export interface DrawRules {
  /** The most important first. None: all are equal, and chance alone decides. */
  criteria?: DrawCriterion[] | undefined;
  /** When the municipality published the rules, `YYYY-MM-DD`. Always with criteria. */
  publishedOn?: string | undefined;
  /** The ages, last included, that the criterion `age` puts first. */
  ages?: { from: number; to: number } | undefined;
  /** Siblings on the list get tickets all together or not at all. */
  siblingsTogether: boolean;
}

/**
 * A child's value of each of the rules' criteria: `age` and `household_without` are 1 where they are met,
 * else 0; `fewest_tickets` is how many tickets it was allocated in twelve months, whether used or not;
 * `waiting_longest` is in whole months.
 */
export type DrawValues = Partial<Record<DrawCriterion, number>>;

/** A child, or siblings together, under an id that tells nothing. */
export interface DrawRow {
  id: string;
  children: DrawValues[];
}

/** Who takes part in a draw of so many tickets as there are seats, one for each child, and by which rules. */
export interface DrawList {
  offerId: string;
  seats: number;
  rules: DrawRules;
  rows: DrawRow[];
}

/** "committed": its seed and then its list are fixed; "closed": the seed is shown, which fixes every place. */
export const drawStates = ["committed", "closed", "confirmed", "stopped"] as const;
export type DrawState = (typeof drawStates)[number];

/**
 * "no_room": tickets were left, but fewer than the siblings are; "passed_over": the tickets came to it, and its
 * children could not get them any more when the draw was confirmed.
 */
export const drawOutcomes = ["won", "no_room", "passed_over", "waiting"] as const;
export type DrawOutcome = (typeof drawOutcomes)[number];

export interface DrawnRow {
  id: string;
  /** From 1, among the list's rows. */
  place: number;
  /** From 1: rows of one group are equal by every criterion. */
  group: number;
  outcome: DrawOutcome;
}

/** Why a child is passed over at the confirmation; "gone": it moved from the municipality, or was removed. */
export const passedOverReasons = ["gone", "outside_age", "already_allocated"] as const;
export type PassedOverReason = (typeof passedOverReasons)[number];

/** A row with a reason for each of its children that cannot get a ticket, or has one. */
export interface PassedOver {
  id: string;
  reasons: PassedOverReason[];
}

/**
 * Draws the list. Rows stand in the order of the criteria; rows that are equal by all of them stand in the
 * order of HMAC-SHA-256(seed, row id). Siblings together stand where the best placed of them would. Tickets
 * go down the list; a row that is larger than what is left keeps its place and gets none.
 *
 * Those passed over take nothing from the others: who won without them keeps its tickets, and only what is freed goes
 * down the list once more. A child that has got its ticket otherwise frees none, since that was one of these tickets.
 */
export function runDraw(
  { seats, rules, rows }: DrawList,
  seed: Buffer,
  passedOver: readonly PassedOver[] = [],
): DrawnRow[] {
  const freed = new Map(
    passedOver.map(({ id, reasons }) => [id, reasons.filter(freesSeat).length]),
  );
  const standing = rows
    .map(({ id, children }) => ({
      id,
      size: children.length,
      able: children.length - (freed.get(id) ?? 0),
      rank: rankOf(children, rules.criteria ?? []),
      lot: createHmac("sha256", seed).update(id).digest("hex"),
    }))
    .sort((a, b) => compareRanks(a.rank, b.rank) || compareTexts(a.lot, b.lot));
  let left = seats;
  const first = standing.map(({ size }) => {
    const outcome = outcomeOf(size, left);
    if (outcome === "won") left -= size;
    return outcome;
  });
  left += standing.reduce(
    (sum, { size, able }, i) => sum + (first[i] === "won" ? size - able : 0),
    0,
  );
  let group = 0;
  return standing.map(({ id, able, rank }, i) => {
    const above = standing[i - 1];
    if (!above || compareRanks(above.rank, rank) !== 0) group++;
    const before = first[i] ?? "waiting";
    if (before === "won") {
      return { id, place: i + 1, group, outcome: able > 0 ? "won" : "passed_over" };
    }
    const now = outcomeOf(able, left);
    if (now === "won") left -= able;
    return { id, place: i + 1, group, outcome: now === "waiting" ? before : now };
  });
}

function outcomeOf(size: number, left: number): DrawOutcome {
  if (left === 0) return "waiting";
  if (size === 0) return "passed_over";
  return size <= left ? "won" : "no_room";
}

const freesSeat = (reason: PassedOverReason) => reason !== "already_allocated";

/**
 * Of those who cannot get a ticket, the ones whom the tickets come to, in the order of places: they alone stand in the
 * draw, and none of the others would change the result.
 */
export function passOver(
  list: DrawList,
  seed: Buffer,
  unable: readonly PassedOver[],
): { passedOver: PassedOver[]; result: DrawnRow[] } {
  const found = new Map(unable.map((each) => [each.id, each]));
  const result = runDraw(list, seed, unable);
  const passedOver = result.flatMap(({ id, outcome }) => {
    const each = found.get(id);
    return each && (outcome === "won" || outcome === "passed_over") ? [each] : [];
  });
  return { passedOver, result };
}

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

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The hash by which a list is fixed: SHA-256 in hex, whatever the order of its rows and children. */
export function hashOfList({ rows, ...list }: DrawList): string {
  const sorted = rows
    .map(({ id, children }) => ({ id, children: children.map((each) => jsonOf(each)).sort() }))
    .sort((a, b) => compareTexts(a.id, b.id));
  return sha256(jsonOf({ ...list, rows: sorted }));
}

/** The commitment to a seed before it is shown: SHA-256 in hex. */
export const commitmentTo = (seed: Buffer): string => sha256(seed);

/** A short text that is the same for the same rows passed over for the same reasons. */
export const keyOfPassedOver = (passedOver: readonly PassedOver[]): string =>
  sha256(jsonOf(passedOver.map(({ id, reasons }) => ({ id, reasons })))).slice(0, 16);

const jsonOf = (value: object) => canonicalJson(value);

const sha256 = (content: string | Buffer) => createHash("sha256").update(content).digest("hex");
