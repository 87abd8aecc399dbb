/** What children can be ordered by. The municipality chooses which, and in which order. */
export const drawCriteria = [
  "age",
  "fewest_tickets",
  "household_without",
  "waiting_longest",
] as const;
export type DrawCriterion = (typeof drawCriteria)[number];

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
