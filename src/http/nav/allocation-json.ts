import { z } from "zod";
import { maxAllocationItems } from "../../actions/allocations/allocate.ts";
import { refusalReasons } from "../../domain/allocations/allocation.ts";
import { navStates } from "../../domain/passes/nav-state.ts";
import { exampleIds } from "../api/examples/example-ids.ts";

const progressNames = [...navStates, "fetched"] as const;

/** The request that allocates. */
export const allocationBody = z
  .strictObject({
    items: z
      .array(
        z
          .strictObject({
            recipient: z.string().trim().min(1).max(100).optional().describe("Your reference"),
            recipientId: z
              .uuid()
              .optional()
              .describe("Instead of `recipient`: the recipient's `id`"),
            offerId: z.uuid().describe("Of an open offer"),
            count: z.int().min(1).max(100).default(1).describe("How many tickets"),
          })
          .refine(
            ({ recipient, recipientId }) =>
              (recipient === undefined) !== (recipientId === undefined),
            {
              error: "is needed, or recipientId, and not both",
              path: ["recipient"],
              params: { code: "required" },
            },
          ),
      )
      .min(1)
      .max(maxAllocationItems)
      .describe("Decided in this order"),
    mode: z
      .enum(["all", "possible"])
      .default("all")
      .describe("`all`: any refusal and nothing is allocated; `possible`: as many as can be"),
  })
  .meta({ id: "AllocationBody" });

/** The decision on each item. */
export const answerSchema = z
  .object({
    id: z.uuid(),
    allocated: z.int().describe("Tickets"),
    refused: z.int().describe("Tickets asked for and not given"),
    items: z
      .array(
        z.object({
          recipient: z.string().optional().describe("As asked for"),
          recipientId: z.uuid().optional().describe("As asked for"),
          offerId: z.uuid().describe("As asked for"),
          status: z.enum(["allocated", "refused"]).describe("Whole or not at all"),
          reason: z.enum(refusalReasons).optional().describe("Why this item was refused"),
          passes: z
            .array(z.object({ serialNumber: z.string().describe("Of one ticket") }))
            .describe("The tickets that it got"),
        }),
      )
      .describe("In the order in which they were asked for"),
  })
  .meta({ id: "AllocationAnswer" });

/** An allocation with its progress. */
export const allocationSchema = z
  .object({
    id: z.uuid(),
    mode: z.enum(["all", "possible"]).describe("As asked for"),
    allocated: z.int().describe("Tickets"),
    refused: z.int().describe("Tickets asked for and not given"),
    createdAt: z.iso.datetime({ offset: true }).describe("When it was decided"),
    progress: z
      .object(Object.fromEntries(progressNames.map((name) => [name, z.int().describe("Tickets")])))
      .describe(
        "How many of its tickets are in which state; `fetched` counts across them, rounded down to fives. None moves by use: a used ticket is `live` until its time is over.",
      ),
  })
  .meta({ id: "Allocation" });

/** An example of an allocation's progress: zero but for the changes. */
export const progressExample = (
  changes: Partial<Record<(typeof progressNames)[number], number>>,
) => ({
  ...Object.fromEntries(progressNames.map((name) => [name, 0])),
  ...changes,
});

/** One item of an allocation, read later. */
export const storedItemSchema = z
  .object({
    recipientId: z.uuid().describe("The recipient's `id`"),
    offerId: z.uuid().describe("The offer"),
    status: z.enum(["allocated", "refused"]).describe("Whole or not at all"),
    reason: z.enum(refusalReasons).nullable().describe("Why it was refused; null: it was not"),
    passes: z
      .array(z.object({ serialNumber: z.string().describe("Of one ticket") }))
      .describe("Its tickets, also ended ones until they are anonymised"),
  })
  .meta({ id: "AllocationItem" });

/** An example of an item read later. */
export const storedItemExample = {
  recipientId: exampleIds.recipient,
  offerId: exampleIds.offer,
  status: "allocated",
  reason: null,
  passes: [{ serialNumber: exampleIds.serialNumber }],
};

/** An allocation of which tickets were revoked. */
export const endedSchema = allocationSchema.extend({
  revoked: z.int().describe("By this request"),
  codesShown: z
    .int()
    .describe(
      "How many of those bear a code of the provider's own that was shown: it may work until the provider blocks it, and the ticket does not return to its quota",
    ),
});
