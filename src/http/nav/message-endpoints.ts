import { z } from "zod";
import { listMessages } from "../../actions/recipients/list-messages.ts";
import { repeatMessage } from "../../actions/recipients/repeat-message.ts";
import { messageStates } from "../../domain/recipients/message-state.ts";
import { deliveryFailures } from "../../domain/recipients/delivery-report.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { ambiguousReference, recipientParams } from "./recipient-params.ts";

const described = {
  tag: "Recipients",
  path: "/api/v1/recipients/{reference}/messages",
  roles: ["nav"],
  params: recipientParams,
} as const;
/** Endpoints for the messages to a recipient. */
export const messageEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      ...described,
      id: "listMessages",
      method: "get",
      summary:
        "The messages that announced a recipient's tickets or repeated the link, newest first",
      description:
        "Without reminders and those about moved and cancelled offers: whether these leave depends on what is left of the tickets, which would tell of their use.",
      responses: {
        200: {
          description: "All of them",
          schema: z.object({
            items: z.array(
              z
                .object({
                  id: z.uuid(),
                  about: z
                    .enum(["tickets", "link"])
                    .describe("It announced tickets, or sent the link again"),
                  guardian: z
                    .union([z.literal(1), z.literal(2)])
                    .describe("To which of the recipient's guardians it goes"),
                  channel: z.enum(["sms", "email"]).describe("How it goes"),
                  state: z
                    .enum(messageStates)
                    .describe("`delivered` where the gateway reports it, else `handed_over`"),
                  reason: z
                    .enum(deliveryFailures)
                    .optional()
                    .describe("Of a failed one, where the gateway gave one"),
                  at: z.iso.datetime({ offset: true }).describe("Since when it is in that state"),
                })
                .meta({ id: "Message" }),
            ),
          }),
          example: {
            items: [
              {
                id: exampleIds.message,
                about: "tickets",
                guardian: 1,
                channel: "sms",
                state: "failed",
                reason: "number",
                at: "2026-11-20T09:45:00.000Z",
              },
            ],
          },
        },
      },
      problems: ambiguousReference,
    },
    async (deps, { actor, params }) => ({
      items: (await listMessages(deps, { actor, ...params })).map(({ failure, ...message }) => ({
        ...message,
        ...(failure && { reason: failure }),
      })),
    }),
  ),
  jsonEndpoint(
    {
      ...described,
      id: "repeatMessage",
      method: "post",
      summary: "Send a recipient the claim link again",
      description:
        "With the tickets that can be used when it leaves, else the link alone; not at all where none is live. A second request within a minute sends nothing more.",
      responses: { 202: { description: "It will be sent" } },
      problems: {
        ...ambiguousReference,
        illegal_state: { detail: "This recipient gets no messages." },
      },
    },
    async (deps, { actor, params }) => {
      await repeatMessage(deps, { actor, ...params });
    },
  ),
];
