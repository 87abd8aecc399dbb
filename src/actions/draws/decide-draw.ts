import type { Db } from "../../db/connect.ts";
import { findDrawChildren } from "../../db/draws/draw-children.ts";
import type { Draw } from "../../db/draws/draws.ts";
import { hiddenDrawRows } from "../../db/recipients/restricted.ts";
import {
  passedOverReasons,
  type DrawnRow,
  type PassedOver,
  type PassedOverReason,
} from "../../domain/draws/draw.ts";
import { passOver } from "../../domain/draws/run-draw.ts";
import type { Offer } from "../../domain/offers/offer.ts";
import { refusedFromDraw } from "./refused-from-draw.ts";

export interface DecidedDraw {
  passedOver: PassedOver[];
  result: DrawnRow[];
  /** Recipients who get a ticket. */
  winners: string[];
}

const isPersonal = (reason: string): reason is PassedOverReason =>
  passedOverReasons.some((each) => each === reason);

/**
 * Returns what a confirmation of the closed draw would allocate now. Children whom an allocation would refuse for a
 * reason of their own are passed over; an offer that is not open, or has too few tickets left, is no such reason.
 * Children whom the officer does not see count as able.
 */
export async function decideDraw(
  db: Db,
  { draw, seed, offer, now }: { draw: Draw; seed: string; offer: Offer; now: Date },
): Promise<DecidedDraw> {
  const { id, municipality, list } = draw;
  const [children, hidden] = [await findDrawChildren(db, id), await hiddenDrawRows(db, id)];
  const here = children.filter((child) => child.municipality === municipality);
  const asked = here.map(({ recipientId, ...rest }) => ({ id: recipientId, ...rest }));
  const refused = new Map<string, PassedOverReason>();
  for (const { recipientId, reason } of await refusedFromDraw(db, asked, offer, now)) {
    if (isPersonal(reason)) refused.set(recipientId, reason);
  }
  const isOver = offer.validity.until <= now;
  const unable = list.rows.flatMap((row): PassedOver[] => {
    const its = here.filter(({ rowId }) => rowId === row.id);
    const gone = row.children.length - its.length - (hidden.get(row.id) ?? 0);
    const reasons = [
      ...Array.from({ length: gone }, (): PassedOverReason => "gone"),
      ...its.flatMap(({ recipientId }) => refused.get(recipientId) ?? []),
    ].sort();
    return reasons.length > 0 ? [{ id: row.id, reasons }] : [];
  });
  // Who stood behind a row is forgotten after the offer's end, which is no reason to pass it over.
  const decided = passOver(list, Buffer.from(seed, "hex"), isOver ? [] : unable);
  const won = new Set(decided.result.flatMap(({ id, outcome }) => (outcome === "won" ? [id] : [])));
  const winners = here.flatMap(({ rowId, recipientId }) =>
    won.has(rowId) && !refused.has(recipientId) ? [recipientId] : [],
  );
  return { ...decided, winners };
}
