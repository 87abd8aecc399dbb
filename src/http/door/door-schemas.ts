import { z } from "zod";
import { questions } from "../../domain/door/ask-back.ts";
import { redemptionReasons } from "../../domain/door/redemption.ts";

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
