import { z } from "zod";

/** The query parameters `?limit&cursor` of every list. */
export const pageQuery = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(50)
    .describe("How many at most, up to 500"),
  cursor: z.string().max(500).optional().describe("The `nextCursor` of the page before"),
};

/** The documentation's example: a last page with one item. */
export const pageWith = (item: object) => ({ items: [item], nextCursor: null });

export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().describe("null: this is the last page"),
  });
}
