import type { Draw } from "../../db/draws/draws.ts";
import { findDrawChildren } from "../../db/draws/draw-children.ts";
import { findOffer } from "../../db/offers/offers.ts";
import { hiddenDrawRows } from "../../db/recipients/restricted.ts";
import { findRecipients } from "../../db/recipients/recipients.ts";
import { drawLetter } from "../../domain/draws/draw-letter.ts";
import type { DrawnRow, DrawRow, PassedOver, PassedOverReason } from "../../domain/draws/draw.ts";
import { runDraw } from "../../domain/draws/run-draw.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { auditReading } from "../access/audit-reading.ts";
import type { NestableDeps } from "../deps.ts";
import { decideDraw } from "./decide-draw.ts";
import { requireDraw, type AskedDraw } from "./require-draw.ts";

/** A row as the officer sees it: with its children, without removed ones, and its result once closed. */
export interface ShownDrawRow extends DrawRow {
  recipients: Recipient[];
  /** How many more there are with a protected address, whom the officer does not see. */
  hidden: number;
  result?: DrawnRow | undefined;
  /** Once confirmed: it says who gets a ticket. */
  letter?: Record<"nb" | "nn", string> | undefined;
  /** A reason for each of its children that gets no ticket, though tickets come to the row. */
  passedOver: PassedOverReason[];
}

export interface DrawDetails extends Omit<Draw, "list" | "passedOver"> {
  /** As it stands in the draw once confirmed, before that as a confirmation would give it now. */
  passedOver: PassedOver[];
  list: Omit<Draw["list"], "rows">;
  /** In the order of places once closed. */
  rows: ShownDrawRow[];
}

/** The officer's copy of a draw, which names the children. Audited. Throws AppError "forbidden" or "not_found". */
export async function getDraw(
  { clock, db, keyRing }: Pick<NestableDeps, "clock" | "db" | "keyRing">,
  asked: AskedDraw,
): Promise<DrawDetails> {
  const found = await requireDraw(db, asked);
  const { list, ...draw } = found;
  const children = await findDrawChildren(db, draw.id);
  const hidden = await hiddenDrawRows(db, draw.id);
  const ids = children.map(({ recipientId }) => recipientId);
  const recipients = await findRecipients(db, keyRing, [draw.municipality], ids);
  await auditReading({ db }, asked.actor, {
    action: "recipient.listed",
    subject: draw.municipality,
    detail: { count: recipients.size },
  });
  const byRow = new Map<string, Recipient[]>();
  for (const { rowId, recipientId } of children) {
    byRow.set(rowId, [...(byRow.get(rowId) ?? []), ...[recipients.get(recipientId) ?? []].flat()]);
  }
  const { passedOver, result } = await resultOf(db, found, clock.now());
  const unable = new Map(passedOver.map(({ id, reasons }) => [id, reasons]));
  const drawn = new Map(result.map((each) => [each.id, each]));
  const { rows, ...rest } = list;
  const shown = rows.map((row): ShownDrawRow => {
    const its = drawn.get(row.id);
    const named = {
      ...{ ...row, recipients: byRow.get(row.id) ?? [], hidden: hidden.get(row.id) ?? 0 },
      passedOver: unable.get(row.id) ?? [],
    };
    if (!its) return named;
    const of = { row, drawn: its, result, passedOver: named.passedOver };
    return {
      ...{ ...named, result: its },
      ...(draw.state === "confirmed" && { letter: drawLetter(draw.title, list, of) }),
    };
  });
  shown.sort((a, b) => (a.result?.place ?? 0) - (b.result?.place ?? 0));
  return { ...draw, list: rest, rows: shown, passedOver };
}

async function resultOf(
  db: NestableDeps["db"],
  draw: Draw,
  now: Date,
): Promise<{ passedOver: PassedOver[]; result: DrawnRow[] }> {
  const { seed, list, passedOver = [] } = draw;
  if (seed === undefined) return { passedOver, result: [] };
  const offer = draw.state === "closed" ? await findOffer(db, draw.offerId) : undefined;
  if (offer) return decideDraw(db, { draw, seed, offer, now });
  return { passedOver, result: runDraw(list, Buffer.from(seed, "hex"), passedOver) };
}
