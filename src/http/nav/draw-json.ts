import { z } from "zod";
import { maxAllocationItems } from "../../actions/allocations/allocate.ts";
import type { DrawDetails } from "../../actions/draws/get-draw.ts";
import { refusalReasons } from "../../domain/allocations/allocation.ts";
import { drawRulesInput } from "../../domain/draws/draw-input.ts";
import { againReasons } from "../../domain/reasons.ts";
import {
  drawCriteria,
  drawOutcomes,
  drawStates,
  passedOverReasons,
} from "../../domain/draws/draw.ts";
import { keyOfPassedOver } from "../../domain/draws/draw-hashes.ts";
import { namedInOneWay, namedRecipients } from "./named-recipients.ts";

/** The request for a draw. */
export const drawBody = drawRulesInput
  .safeExtend({
    ...namedRecipients({
      what: "Your references of the children, of one municipality",
      ...{ min: 2, max: maxAllocationItems },
    }),
    seats: z
      .int()
      .min(1)
      .optional()
      .describe("How many tickets are drawn; all that are left by default"),
    againBecause: z
      .enum(againReasons)
      .optional()
      .describe("Required when there was a draw of this offer in the municipality"),
  })
  .refine(...namedInOneWay)
  .meta({ id: "DrawBody" });

/** The officer's copy of a draw. */
export const drawSchema = z
  .object({
    id: z.uuid(),
    offerId: z.uuid().describe("Whose tickets are drawn"),
    municipality: z.string().describe("Its number"),
    state: z
      .enum(drawStates)
      .describe(
        "`committed`: seed and list are fixed; `closed`: the seed is shown, and with it every place; `stopped`: another draw followed before this was confirmed",
      ),
    againBecause: z.enum(againReasons).optional().describe("Why there was another draw"),
    seats: z.int().describe("How many tickets are drawn, one for each child"),
    rules: drawRulesInput.describe("As given"),
    commitment: z.string().describe("To the seed: its SHA-256, in hex"),
    listHash: z.string().describe("SHA-256 of the list, in hex"),
    seed: z.string().optional().describe("In hex, once closed"),
    allocationId: z.uuid().optional().describe("Once confirmed"),
    passedOverKey: z
      .string()
      .optional()
      .describe(
        "Of the rows passed over and their reasons, where there are any: `confirm` asks for it, and the audit trail has it",
      ),
    createdAt: z.iso.datetime({ offset: true }).describe("When the list was fixed"),
    rows: z
      .array(
        z.object({
          id: z.string().describe("As in the exported file"),
          children: z
            .array(
              z.object({
                recipientId: z.uuid().describe("Their `id`"),
                recipient: z.string().describe("Your reference"),
              }),
            )
            .describe("One, or siblings together; without removed recipients"),
          hidden: z
            .int()
            .optional()
            .describe(
              "How many more there are with a protected address that your key does not see",
            ),
          values: z
            .array(z.partialRecord(z.enum(drawCriteria), z.int()))
            .describe("Each child's value of each criterion"),
          place: z.int().optional().describe("Once closed, as the rest"),
          group: z.int().optional().describe("Rows of one group are equal by every criterion"),
          outcome: z
            .enum(drawOutcomes)
            .optional()
            .describe(
              "As a confirmation would give it now, once confirmed as it gave it. `no_room`: fewer tickets were left than the siblings are; `passed_over`: it keeps its place, and its children cannot get a ticket any more",
            ),
          passedOver: z
            .array(z.enum(passedOverReasons))
            .optional()
            .describe(
              "A reason for each of its children that gets no ticket though tickets come to the row: `gone` has moved or was removed, `already_allocated` has one of the offer's, and keeps its seat",
            ),
          letter: z
            .object({ nb: z.string(), nn: z.string() })
            .optional()
            .describe("The grounds for the letter to the family, once the draw is confirmed"),
        }),
      )
      .describe("In the order of places, once closed"),
    refused: z
      .array(
        z.object({
          recipientId: z.uuid().describe("Their `id`"),
          reason: z.enum(refusalReasons).describe("Why no ticket could be allocated"),
        }),
      )
      .optional()
      .describe("In the answer that creates the draw: who is not on the list, and why"),
  })
  .meta({ id: "Draw" });

/** A draw as the API answers it. */
export function drawJson({ list, rows, title: _, passedOver: all, ...draw }: DrawDetails) {
  return {
    ...draw,
    ...(all.length > 0 && { passedOverKey: keyOfPassedOver(all) }),
    seats: list.seats,
    rules: list.rules,
    rows: rows.map(({ id, children, recipients, hidden, passedOver, result, letter }) => ({
      id,
      ...(hidden > 0 && { hidden }),
      children: recipients.map((one) => ({ recipientId: one.id, recipient: one.reference })),
      values: children,
      ...(result && {
        ...{ place: result.place, group: result.group },
        outcome: result.outcome,
        ...(letter && { letter }),
        ...(passedOver.length > 0 && { passedOver }),
      }),
    })),
  };
}
