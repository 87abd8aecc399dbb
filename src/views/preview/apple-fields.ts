import type { TextOutlines } from "./text-outlines.tsx";
import type { ShownField } from "./preview-ticket.ts";

export interface Column {
  field: ShownField;
  x: number;
  width: number;
}

const gap = 12;
export const labelSize = 11;
export const valueSize = 17;

/**
 * Places fields side by side as Wallet does: each at its natural width, the first at the left edge and
 * the last at the right; where they do not fit, the widest shrink first.
 */
export function columnsOf(
  fields: ShownField[],
  { pen, left, right }: { pen: TextOutlines; left: number; right: number },
): Column[] {
  const natural = fields.map(({ label, value }) =>
    Math.max(
      pen.width(label.toUpperCase(), { size: labelSize, weight: "semibold" }),
      pen.width(value, { size: valueSize }),
    ),
  );
  const room = right - left - gap * (fields.length - 1);
  const widths = fairShares(natural, room);
  const spare = room - widths.reduce((sum, each) => sum + each, 0);
  const between = gap + (fields.length > 1 ? spare / (fields.length - 1) : 0);
  let x = left;
  return fields.map((field, index) => {
    const width = widths[index] ?? 0;
    const column = { field, x, width };
    x += width + between;
    return column;
  });
}

/** Divides `room`: each gets its wanted width, but at most a fair share of what the narrower ones leave. */
function fairShares(wanted: number[], room: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const given = [...wanted];
  let left = room;
  order.forEach((index, position) => {
    const fair = left / (order.length - position);
    given[index] = Math.min(wanted[index] ?? 0, fair);
    left -= given[index];
  });
  return given;
}
