import type { RefusalReason } from "../allocations/allocation.ts";
import { drawUnits, drawValues, type DrawCandidate } from "../draws/draw-list.ts";
import type { DrawRules } from "../draws/draw.ts";
import { compareRanks, rankOf } from "../draws/draw-ranks.ts";

/** By what a municipality's children wait, before the time of entry parts equals. */
export type WaitingRules = Pick<DrawRules, "criteria" | "ages" | "publishedOn">;

/** A child on a waiting list. */
export interface WaitingChild extends DrawCandidate {
  municipality: string;
  enteredAt: Date;
  /** It declined a proposed ticket, and is asked again when another comes free. */
  isDeclined: boolean;
  /** Why an allocation would refuse it, whatever is left. */
  refusal?: RefusalReason | undefined;
}

/** "no_room": tickets are left, but fewer than the siblings are. */
export const waitingStates = ["proposed", "no_room", "waiting", "declined", "refused"] as const;
export type WaitingState = (typeof waitingStates)[number];

/** A child's place. Siblings share one, and are proposed together or not at all. */
export interface PlacedChild extends WaitingChild {
  /** From 1. */
  place: number;
  state: WaitingState;
}

/**
 * Orders an offer's waiting list and proposes what is left of its tickets. Each municipality's children stand
 * by its own rules, siblings where the best placed of them would, equals by the time of entry; places of the
 * same number, of several municipalities, stand by the time of entry too. Tickets go down the list; siblings
 * for whom too few are left keep their place and are passed over. Children who declined or would be refused
 * take none.
 */
export function waitingList(
  children: readonly WaitingChild[],
  rulesOf: (municipality: string) => WaitingRules | null,
  { left, now }: { left: number; now: Date },
): PlacedChild[] {
  const municipalities = [...new Set(children.map(({ municipality }) => municipality))];
  const units = municipalities.flatMap((municipality) => {
    const own = children.filter((child) => child.municipality === municipality);
    return inOrder(own, { siblingsTogether: true, ...rulesOf(municipality) }, now);
  });
  units.sort((a, b) => a.rank - b.rank || compareEntries(a.unit, b.unit));
  let rest = left;
  return units.flatMap(({ unit }, i) => {
    const takers = unit.filter(({ isDeclined, refusal }) => !isDeclined && refusal === undefined);
    const isProposed = takers.length > 0 && takers.length <= rest;
    const state = isProposed ? "proposed" : rest > 0 ? "no_room" : "waiting";
    if (isProposed) rest -= takers.length;
    return unit.map((child) => ({
      ...child,
      place: i + 1,
      state: child.refusal !== undefined ? "refused" : child.isDeclined ? "declined" : state,
    }));
  });
}

/** The units of one municipality, each with its rank among them. */
function inOrder(children: readonly WaitingChild[], rules: DrawRules, now: Date) {
  return drawUnits(children, rules)
    .map((unit) => ({
      unit,
      standing: rankOf(
        unit.map((child) => drawValues(child, rules, now)),
        rules.criteria ?? [],
      ),
    }))
    .sort((a, b) => compareRanks(a.standing, b.standing) || compareEntries(a.unit, b.unit))
    .map(({ unit }, rank) => ({ unit, rank }));
}

/** By the earliest entry, and by id where that is the same, so that each reading gives the same list. */
function compareEntries(a: readonly WaitingChild[], b: readonly WaitingChild[]): number {
  const first = (unit: readonly WaitingChild[]) =>
    Math.min(...unit.map(({ enteredAt }) => enteredAt.getTime()));
  const key = (unit: readonly WaitingChild[]) => unit[0]?.id ?? "";
  return first(a) - first(b) || (key(a) < key(b) ? -1 : 1);
}
