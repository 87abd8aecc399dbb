import { z } from "zod";
import type { WaitingListDetails } from "../../actions/waiting/get-waiting-list.ts";
import { refusalReasons } from "../../domain/allocations/allocation.ts";
import { waitingStates } from "../../domain/waiting/waiting-list.ts";
import { exampleIds } from "../api/examples/example-ids.ts";

/** An offer's waiting list. */
export const waitingListSchema = z
  .object({
    ticketsLeft: z.int().describe("Tickets that can be given now"),
    items: z
      .array(
        z.object({
          place: z.int().describe("From 1; siblings share one"),
          recipientId: z.uuid().describe("Its `id`"),
          recipient: z.string().describe("Your reference"),
          enteredAt: z.iso.datetime({ offset: true }).describe("Since when it waits"),
          state: z
            .enum(waitingStates)
            .describe(
              "`proposed`: gets one of the tickets that are left; `no_room`: fewer are left than the siblings are; `declined`: is asked again when another ticket comes free; `refused`: an allocation would refuse it, whatever is left",
            ),
          reason: z.enum(refusalReasons).optional().describe("Of a refused one"),
        }),
      )
      .describe("In the order of places"),
  })
  .meta({ id: "WaitingList" });

/** A waiting list as the API answers it. */
export const waitingListJson = ({ left, places }: WaitingListDetails) => ({
  ticketsLeft: left,
  items: places.map(({ id, place, recipient, enteredAt, state, refusal }) => ({
    ...{ place, recipientId: id, recipient: recipient.reference, enteredAt, state },
    ...(refusal && { reason: refusal }),
  })),
});

export const waitingListExample = {
  ticketsLeft: 1,
  items: [
    {
      ...{ place: 1, recipientId: exampleIds.recipient, recipient: "R-1003" },
      ...{ enteredAt: "2026-11-20T09:32:00.000Z", state: "proposed" },
    },
  ],
};
