import { stringify as canonicalJson } from "safe-stable-stringify";
import { z } from "zod";
import { drawRulesInput } from "./draw-input.ts";
import { drawCriteria, drawOutcomes, passedOverReasons } from "./draw.ts";
import { commitmentTo, hashOfList } from "./draw-hashes.ts";
import { passOver } from "./run-draw.ts";

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** The shape of an exported draw. */
export const drawFileShape = z
  .strictObject({
    format: z
      .enum(["join-draw-1", "join-draw-2"])
      .describe("The version of this format: 2 with rows that are passed over"),
    drawId: z.uuid().describe("Whose file this is"),
    commitment: hash.describe("SHA-256 of the seed, written down before the list was fixed"),
    listHash: hash.describe("SHA-256 of the list, written down before the seed was shown"),
    seed: hash.describe("32 bytes; rows of a group stand in the order of HMAC-SHA-256(seed, id)"),
    list: z
      .strictObject({
        offerId: z.uuid().describe("Whose tickets were drawn"),
        seats: z.int().min(1).describe("How many tickets were drawn, one for each child"),
        rules: drawRulesInput.describe("The municipality's, as published"),
        rows: z
          .array(
            z.strictObject({
              id: hash.describe("Tells nothing of who it is"),
              children: z
                .array(z.partialRecord(z.enum(drawCriteria), z.int().min(0)))
                .min(1)
                .describe("Each child's value of each criterion"),
            }),
          )
          .min(1)
          .describe("Children, or siblings together"),
      })
      .describe("What was fixed before the draw"),
    passedOver: z
      .array(
        z.strictObject({
          id: hash.describe("Of a row"),
          reasons: z
            .array(z.enum(passedOverReasons))
            .min(1)
            .describe(
              "One for each of its children that got no ticket: `gone` has moved or was removed; `already_allocated` has one of the offer's, and keeps its seat",
            ),
        }),
      )
      .optional()
      .describe(
        "Rows to which the tickets came and that could not get them any more at the confirmation; they keep their places, and what they free goes down the list after all who won. Absent: none",
      ),
    result: z
      .array(
        z.strictObject({
          id: hash.describe("Of a row"),
          place: z.int().min(1).describe("Among all rows"),
          group: z.int().min(1).describe("Rows of one group are equal by every criterion"),
          outcome: z.enum(drawOutcomes).describe("Whether the row has tickets"),
        }),
      )
      .describe("In the order of places"),
  })
  .meta({ id: "DrawFile" });

/** An exported draw: all that a replay needs, without names or references. */
export type DrawFile = z.infer<typeof drawFileShape>;

/** Returns what is wrong with an exported draw, in sentences; none when it replays as it says. */
export function faultsOfDraw(content: unknown): string[] {
  const parsed = drawFileShape.safeParse(content);
  if (!parsed.success) return [`It is no exported draw.\n${z.prettifyError(parsed.error)}`];
  const { format, commitment, listHash, seed, list, passedOver = [], result } = parsed.data;
  const ids = new Set(list.rows.map(({ id }) => id));
  const sizes = new Map(list.rows.map(({ id, children }) => [id, children.length]));
  const replayed = passOver(list, Buffer.from(seed, "hex"), passedOver);
  const faults: [isFault: boolean, sentence: string][] = [
    [
      (format === "join-draw-2") !== passedOver.length > 0,
      "Rows passed over stand in format 2, and in it alone.",
    ],
    [
      commitmentTo(Buffer.from(seed, "hex")) !== commitment,
      "The seed is not the one committed to.",
    ],
    [hashOfList(list) !== listHash, "The list is not the one that was fixed."],
    [ids.size !== list.rows.length, "A row stands on the list twice."],
    [
      passedOver.some(({ id, reasons }) => reasons.length > (sizes.get(id) ?? 0)),
      "More are passed over than stand on the list.",
    ],
    [
      canonicalJson(replayed.passedOver) !== canonicalJson(passedOver),
      "Rows are passed over twice, out of order, or though no ticket came to them.",
    ],
    [canonicalJson(replayed.result) !== canonicalJson(result), "The draw gives another result."],
  ];
  return faults.flatMap(([isFault, sentence]) => (isFault ? [sentence] : []));
}
