import { stringify as canonicalJson } from "safe-stable-stringify";
import { z } from "zod";
import { drawCriteria, hashOfList, hashOfSeed, runDraw } from "./draw.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);

const fileShape = z.strictObject({
  format: z.literal("join-draw-1"),
  drawId: z.uuid(),
  seedHash: hash,
  listHash: hash,
  seed: hash,
  list: z.strictObject({
    offerId: z.uuid(),
    tickets: z.int().min(1),
    rules: z.strictObject({
      criteria: z.array(z.enum(drawCriteria)).min(1),
      publishedOn: z.iso.date(),
      ages: z.strictObject({ from: count, to: count }).optional(),
      siblingsTogether: z.boolean(),
    }),
    rows: z
      .array(
        z.strictObject({
          id: hash,
          children: z.array(z.partialRecord(z.enum(drawCriteria), count)).min(1),
        }),
      )
      .min(1),
  }),
  result: z.array(
    z.strictObject({
      id: hash,
      place: z.int().min(1),
      group: z.int().min(1),
      outcome: z.enum(["won", "no_room", "waiting"]),
    }),
  ),
});

/** A draw as it is exported: what anyone needs to replay it, and nothing that tells who took part. */
export type DrawFile = z.infer<typeof fileShape>;

/** Returns what is wrong with an exported draw, in sentences; none when it replays as it says. */
export function faultsOfDraw(content: unknown): string[] {
  const parsed = fileShape.safeParse(content);
  if (!parsed.success) return [`It is no exported draw.\n${z.prettifyError(parsed.error)}`];
  const { seedHash, listHash, seed, list, result } = parsed.data;
  const ids = new Set(list.rows.map(({ id }) => id));
  const replayed = runDraw(list, Buffer.from(seed, "hex"));
  const faults: [isFault: boolean, sentence: string][] = [
    [hashOfSeed(Buffer.from(seed, "hex")) !== seedHash, "The seed is not the one committed to."],
    [hashOfList(list) !== listHash, "The list is not the one that was closed."],
    [ids.size !== list.rows.length, "A row stands on the list twice."],
    [canonicalJson(replayed) !== canonicalJson(result), "The draw gives another result."],
  ];
  return faults.flatMap(([isFault, sentence]) => (isFault ? [sentence] : []));
}
