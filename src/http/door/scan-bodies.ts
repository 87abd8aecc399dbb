import { z } from "zod";
import { instantInput } from "../../domain/date-input.ts";

const scannedAt = instantInput
  .meta({ description: "When the scan was made; at most 72 hours ago." })
  .transform((instant) => new Date(instant));

const codeText = z.string().min(1).max(500);

const scanFields = z.strictObject({
  code: codeText
    .optional()
    .describe("Whatever the scanner read: a ticket's code, as it was typed or scanned"),
  barcode: codeText.optional().meta({ description: "Another name of `code`; send one of them." }),
  scanId: z
    .string()
    .min(1)
    .max(100)
    .describe("Yours: new for each scan, the same when a scan is sent again; then it counts once"),
  scannedAt: scannedAt.optional(),
  part: z
    .string()
    .min(1)
    .max(30)
    .optional()
    .describe(
      "The key of the part that is ticked off, where the offer has `parts` and the scanner is not made for one: without it the scan is refused with the keys that are allowed",
    ),
  admitted: z.int().min(1).max(100).default(1).describe("How many go in, the holder among them"),
});

interface Codes {
  code?: string | undefined;
  barcode?: string | undefined;
}

function requireOneCode(scan: Codes, context: z.RefinementCtx) {
  if ((scan.code === undefined) !== (scan.barcode === undefined)) return;
  context.addIssue({ code: "custom", path: ["code"], message: "Send the code that was read." });
}

const withCode = <T extends Codes>({ barcode, ...scan }: T) => ({
  ...scan,
  code: scan.code ?? barcode ?? "",
});

export const scanBody = scanFields
  .extend({
    admitted: z
      .union([z.int().min(1).max(100), z.literal("ask")])
      .default(1)
      .describe(
        "How many go in, the holder among them. `ask`: one, unless there is a question, which is then the answer; nothing is counted, and the same scan is sent again with a number",
      ),
  })
  .superRefine(requireOneCode)
  .transform(withCode);

const admittedOffline = z
  .boolean()
  .optional()
  .describe("What the scanner decided alone; left out, the scan is judged as if made now");

const undone = z
  .boolean()
  .optional()
  .describe(
    "The scanner took the scan back before it had an answer: it counts nothing, also if it came earlier as admitted",
  );

export const batchBody = z.strictObject({
  scans: z
    .array(
      scanFields
        .extend({ scannedAt, admittedOffline, undone })
        .superRefine(requireOneCode)
        .transform(withCode),
    )
    .min(1)
    .max(500)
    .describe("In any order; judged in the order of `scannedAt`"),
});
