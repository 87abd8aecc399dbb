import { z } from "zod";
import { remindUnfetched } from "../../actions/recipients/remind-unfetched.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";

/** Reminds of an offer's tickets, as the page of unfetched tickets does. */
export const reminderEndpoint = jsonEndpoint(
  {
    id: "remindOfOffer",
    method: "post",
    path: "/api/v1/offers/{offerId}/reminders",
    tag: "Allocations",
    summary: "Remind those who have not fetched an offer's ticket",
    description:
      "Your own recipients who were told of the ticket by a message and have fetched it in no form; never those with delivery `print` or `none`, or whose tickets were printed. One message for each phone or address, a ticket at most once in 24 hours, by whatever reminds of it; between 20 and 8 o'clock (Europe/Oslo) it waits until 8. So repeating the request reminds nobody twice.",
    roles: ["nav"],
    params: z.object({ offerId: z.uuid() }),
    responses: {
      202: {
        description: "They will be sent",
        schema: z.object({
          messages: z
            .int()
            .min(0)
            .describe("How many phones and addresses are reminded, as far as NAV may know"),
        }),
        example: { messages: 12 },
      },
    },
  },
  async (deps, { actor, params }) => ({
    messages: await remindUnfetched(deps, { actor, ...params }),
  }),
);
