import { z } from "zod";
import { instantInput } from "../../domain/date-input.ts";
import { questions } from "../../domain/door/ask-back.ts";
import { redemptionReasons } from "../../domain/door/redemption.ts";

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

export const sessionSchema = z.object({
  doors: z.iso.datetime({ offset: true }).optional().describe("When the doors open"),
  start: z.iso.datetime({ offset: true }).describe("When it begins"),
  end: z.iso.datetime({ offset: true }).describe("When it is over"),
});

const partsLeft = z
  .array(
    z.object({
      key: z.string().describe("By which scans name the part"),
      label: z.string().describe("What door staff read"),
      usesLeft: z.int().describe("How often it can still be ticked off"),
    }),
  )
  .optional();

const accepted = z.object({
  accepted: z.literal(true).describe("Let them in"),
  admits: z.int().describe("How many the ticket lets in at a time"),
  admitted: z.int().describe("How many were counted"),
  usesLeft: z
    .int()
    .nullable()
    .describe("null: unlimited; where the offer has `parts`, of the part that was ticked off"),
  part: z
    .object({
      key: z.string().describe("As sent, or as the scanner is made for"),
      label: z.string().describe("What door staff read"),
      letsIn: z.boolean().describe("Whether it lets in: the first part of the offer does"),
    })
    .optional()
    .describe("The part that was ticked off, where the offer has `parts`"),
  partsLeft: partsLeft.describe("The parts that are left, where the offer has such"),
  offerTitle: z.string().describe("What the ticket is for"),
  lastsUntil: z.iso
    .datetime({ offset: true })
    .optional()
    .describe("When the ticket's time is over, where the offer has `validFor`"),
  extraAdmission: z
    .literal(true)
    .optional()
    .describe(
      "Admitted offline though the rules refuse it, as with no use left, beyond its time, between its dates or outside its hours: it took none, and is a question to you",
    ),
});
const refused = z.object({
  accepted: z.literal(false).describe("Do not"),
  reason: z
    .enum([...redemptionReasons, "refused_offline", ...questions])
    .describe(
      "The first rule that was not met; `refused_offline`: the scanner's own decision. To a scan that asks also a question: `which_part` is ticked off, `how_many` come in, or whether the ticket was `just_scanned` twice. `other_part`: the ticket lacks the part that the scanner is made for",
    ),
  secondsSinceLastUse: z
    .int()
    .optional()
    .describe("Since the ticket's latest use, where the reason is about uses"),
  lastsUntil: z.iso
    .datetime({ offset: true })
    .optional()
    .describe(
      "With `time_up`: when the time ends that began with the ticket's first scan; ahead where no date is left before it",
    ),
  nextSession: sessionSchema
    .optional()
    .describe("With `between_sessions`: the next at which the ticket is good"),
  opensAt: z.iso
    .datetime({ offset: true })
    .optional()
    .describe("With `closed_now`: when it opens again; absent where the ticket is over by then"),
  partsLeft: partsLeft.describe(
    "With `which_part`, and with `used_up` of a part: the parts that are left",
  ),
  admits: z.int().optional().describe("With a question: how many may come in"),
  usesLeft: z.int().nullable().optional().describe("With a question: null is unlimited"),
  offerTitle: z.string().optional().describe("With a question: what the ticket is for"),
  lastScanId: z.string().optional().describe("With `just_scanned`: the scan that can be undone"),
});

export const scanAnswer = z.discriminatedUnion("accepted", [accepted, refused]);

const scanId = z.string().describe("As sent");
export const batchAnswer = z.object({
  items: z.array(
    z.union([
      accepted.extend({ scanId }),
      refused.extend({ scanId }),
      z.object({
        scanId,
        error: z
          .object({
            code: z.string().describe("For a program"),
            detail: z.string().describe("For a person"),
          })
          .describe("Why this scan was not judged"),
      }),
    ]),
  ),
});

export const undoAnswer = z.object({
  undone: z.literal(true).describe("The use is given back"),
  offerTitle: z.string().describe("What the ticket is for"),
});

export const doorAnswer = z.object({
  name: z.string().describe("As the provider calls this scanner"),
  part: z
    .string()
    .nullable()
    .describe("The key of the only part that it ticks off; null: scans name the part"),
  admissions: z
    .int()
    .describe("How many people it has let in today, or ticked its own part off for"),
  expiresAt: z.iso
    .datetime({ offset: true })
    .nullable()
    .describe("When its token ends; make a new scanner before"),
});
