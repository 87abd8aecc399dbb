import { createHmac } from "node:crypto";
import { rankOf, compareRanks, compareTexts } from "./draw-ranks.ts";
import type { DrawList, PassedOver, DrawnRow, DrawOutcome, PassedOverReason } from "./draw.ts";

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
