import { z } from "zod";
import { getClaimLink } from "../../actions/recipients/get-claim-link.ts";
import { renewClaimLink } from "../../actions/recipients/renew-claim-link.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import {
  ambiguousReference,
  recipientParams as params,
  recipientTag as tag,
} from "./recipient-params.ts";

const guardian = z.union([z.literal(1), z.literal(2)]);
const whose = "Whose it is: 2 is the second guardian, whom `secondPhone` or `secondEmail` reaches";

const linkSchema = z.object({
  guardian: guardian.describe(whose),
  url: z.url().describe("Opens the tickets: give it to their holder alone"),
  code: z.string().describe("To be typed at `/t`, where a link cannot be sent"),
});

const first = {
  guardian: 1 as const,
  url: "https://tickets.example.no/t/Xk3vQ9mB7sR2tY6wZ0aC4d",
  code: "K7QM-2XWD-9RTA",
};
const second = {
  guardian: 2 as const,
  url: "https://tickets.example.no/t/b8NfT1pLq5HsVy2JdMzWce",
  code: "P3HV-8NJC-4KXE",
};

/** Endpoints for the claim links of a recipient's guardians. */
export const claimLinkEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "listClaimLinks",
      method: "get",
      path: "/api/v1/recipients/{reference}/claim-links",
      tag,
      summary: "The claim links of a recipient's guardians",
      description:
        "Those that open the tickets now: the first guardian's, and a second one's from its first message on. Reading them is audited, as on NAV's page, and ends none.",
      roles: ["nav"],
      params,
      responses: {
        200: {
          description: "None, one or two",
          schema: z.object({ items: z.array(linkSchema.meta({ id: "ClaimLink" })) }),
          example: { items: [first, second] },
        },
      },
      problems: ambiguousReference,
    },
    async (deps, { actor, params }) => {
      const { claim, second } = await getClaimLink(deps, { actor, ...params });
      const firsts = claim ? [{ guardian: 1, ...claim }] : [];
      return { items: second ? [...firsts, { guardian: 2, ...second }] : firsts };
    },
  ),
  jsonEndpoint(
    {
      id: "newClaimLink",
      method: "post",
      path: "/api/v1/recipients/{reference}/claim-link",
      tag,
      summary: "A new claim link",
      description:
        "The secret link that opens the recipient's tickets, and a code to type where a link cannot be sent. That guardian's old ones stop working at once, the other's go on. A guardian who gets messages and was told of a ticket is sent the new link. The body may be left out: the first guardian's.",
      roles: ["nav"],
      params,
      body: z
        .strictObject({ guardian: guardian.default(1).describe(whose) })
        .meta({ id: "NewClaimLink" }),
      example: { guardian: 2 },
      responses: {
        201: { description: "The link and the code", schema: linkSchema, example: second },
      },
      problems: {
        ...ambiguousReference,
        illegal_state: { detail: "This recipient has no second guardian." },
      },
      idempotent: true,
    },
    async (deps, { actor, params, body: { guardian } }) => {
      const { url, code } = await renewClaimLink(deps, { actor, ...params, guardian });
      return { guardian, url, code };
    },
  ),
];
