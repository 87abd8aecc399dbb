import { createHash } from "node:crypto";
import { stringify as canonicalJson } from "safe-stable-stringify";
import { compareTexts } from "./draw-ranks.ts";
import type { DrawList, PassedOver } from "./draw.ts";

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
