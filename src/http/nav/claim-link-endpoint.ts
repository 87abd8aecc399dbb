import { z } from "zod";
import { renewClaimLink } from "../../actions/recipients/renew-claim-link.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import {
  ambiguousReference,
  recipientParams as params,
  recipientTag as tag,
} from "./recipient-params.ts";

/** Endpoint for a new claim link of a recipient. */
export const claimLinkEndpoint = jsonEndpoint(
  {
    id: "newClaimLink",
    method: "post",
    path: "/api/v1/recipients/{reference}/claim-link",
    tag,
    summary: "A new claim link",
    description:
      "The secret link that opens the recipient's tickets, and a code to type where a link cannot be sent. The old ones stop working at once. A recipient who gets messages and was told of a ticket is sent the new link.",
    roles: ["nav"],
    params,
    responses: {
      201: {
        description: "The link and the code",
        schema: z.object({
          url: z.url().describe("Opens the tickets: give it to their holder alone"),
          code: z.string().describe("To be typed at `/t`, where a link cannot be sent"),
        }),
        example: {
          url: "https://tickets.example.no/t/Xk3vQ9mB7sR2tY6wZ0aC4dE8fG1hJ5kL7nP9qS2uV4x",
          code: "K7QM-2XWD-9RTA",
        },
      },
    },
    problems: ambiguousReference,
    idempotent: true,
  },
  async (deps, { actor, params }) => {
    const { url, code } = await renewClaimLink(deps, { actor, ...params });
    return { url, code };
  },
);
