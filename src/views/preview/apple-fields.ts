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
 * Places fields side by side as Wallet does: each as wide as it needs, the first at the left edge and
 * the last at the right; where they do not fit the widest give way first.
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
  const widths = shareOut(natural, room);
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

/** What each asks for while it is no more than its fair share of what is left. */
function shareOut(wanted: number[], room: number): number[] {
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
