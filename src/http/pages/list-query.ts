import { z } from "zod";

/** The query of a page that lists: its view, of which the first is shown unless another is asked for, words, and page. */
export const listQuery = <const View extends string>(views: readonly [View, ...View[]]) =>
  z.object({
    view: z.enum(views).catch(views[0]),
    search: z.string().trim().max(200).catch(""),
    page: z.coerce.number().int().catch(1),
  });
