import { z } from "zod";
import { updateRecipient } from "../../actions/recipients/update-recipient.ts";
import { listRecipients } from "../../actions/recipients/list-recipients.ts";
import { findRecipients } from "../../actions/recipients/find-recipients.ts";
import { removeRecipient } from "../../actions/recipients/remove-recipient.ts";
import { upsertRecipient } from "../../actions/recipients/upsert-recipient.ts";
import { getRecipient } from "../../actions/recipients/get-recipient.ts";
import { entityTag } from "../../domain/entity-tag.ts";
import { recipientInput } from "../../domain/recipients/recipient-input.ts";
import { recipientRevision } from "../../domain/recipients/recipient-revision.ts";
import type { Recipient } from "../../domain/recipients/recipient.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { recipientBodyExample, recipientExample } from "../api/examples/recipient-examples.ts";
import { pageOf, pageQuery, pageWith } from "../api/paging.ts";
import { erasureQuery } from "./revocation-body.ts";
import {
  ambiguousReference,
  recipientParams as params,
  recipientTag as tag,
} from "./recipient-params.ts";
import { recipientChanges, recipientJson, recipientSchema } from "./recipient-json.ts";

const answerOf = (recipient: Recipient) => ({
  status: 200,
  body: recipientJson(recipient),
  headers: { ETag: entityTag(recipientRevision(recipient)) },
});
const addressOf = (reference: string) => `/api/v1/recipients/${encodeURIComponent(reference)}`;

/** Endpoints for recipients; NAV's own reference or the id identifies each. */
export const recipientEndpoints: Endpoint[] = [
  endpoint(
    {
      id: "saveRecipient",
      method: "post",
      path: "/api/v1/recipients",
      tag,
      summary: "Make a recipient, or bring a known one up to date",
      description:
        "A known reference is brought to what is sent (200); another is made (201). A changed phone or e-mail ends the claim link, and is sent the new one at once if it was told of a ticket. National identity numbers are refused wherever they stand. A protected address gets no message: `delivery` is `print` or `none`; a key that was not made to see such recipients may save one and does not see it then, and the reference of one is answered 409 with the code `hidden_reference`.",
      roles: ["nav"],
      body: recipientInput.meta({ id: "RecipientBody" }),
      example: recipientBodyExample,
      responses: {
        200: {
          description: "Known, and as sent now",
          schema: recipientSchema,
          example: recipientExample,
        },
        201: {
          description: "Made; Location has its address",
          schema: recipientSchema,
          example: recipientExample,
        },
      },
      idempotent: true,
    },
    async (deps, { actor, body }) => {
      const { recipient, created } = await upsertRecipient(deps, { ...body, actor });
      const headers: Record<string, string> = created
        ? { Location: addressOf(recipient.reference) }
        : {};
      return { status: created ? 201 : 200, body: recipientJson(recipient), headers };
    },
  ),
  endpoint(
    {
      id: "listRecipients",
      method: "get",
      path: "/api/v1/recipients",
      tag,
      summary: "Your municipalities' recipients, newest first",
      roles: ["nav"],
      query: z.object({
        ...pageQuery,
        household: z
          .string()
          .min(1)
          .max(100)
          .optional()
          .describe("Those of one household: by your reference of it, or its `householdId`"),
        search: z
          .string()
          .min(1)
          .max(200)
          .optional()
          .describe("Those whose reference or label contains the text, at most 100, by reference"),
      }),
      responses: {
        200: {
          description: "One page",
          schema: pageOf(recipientSchema),
          example: pageWith(recipientExample),
        },
      },
    },
    async (deps, { actor, query: { search, ...query } }) => {
      if (search !== undefined) {
        const { household } = query;
        const found = await findRecipients(deps, { actor, text: search, household });
        return { status: 200, body: { items: found.map(recipientJson), nextCursor: null } };
      }
      const { items, nextCursor } = await listRecipients(deps, { actor, ...query });
      return { status: 200, body: { items: items.map(recipientJson), nextCursor } };
    },
  ),
  endpoint(
    {
      id: "showRecipient",
      method: "get",
      path: "/api/v1/recipients/{reference}",
      tag,
      summary: "One recipient",
      roles: ["nav"],
      params,
      versioned: true,
      responses: {
        200: { description: "The recipient", schema: recipientSchema, example: recipientExample },
      },
      problems: ambiguousReference,
    },
    async (deps, { actor, params }) => answerOf(await getRecipient(deps, { actor, ...params })),
  ),
  endpoint(
    {
      id: "changeRecipient",
      method: "patch",
      path: "/api/v1/recipients/{reference}",
      tag,
      summary: "Change a recipient",
      description:
        "What is absent stays, null takes an optional member away. A changed phone or e-mail ends the claim link, and is sent the new one at once if it was told of a ticket.",
      roles: ["nav"],
      params,
      body: recipientChanges,
      versioned: true,
      example: { delivery: "email", email: "verge@example.no" },
      responses: {
        200: {
          description: "The recipient as it is now",
          schema: recipientSchema,
          example: { ...recipientExample, delivery: "email", email: "verge@example.no" },
        },
      },
      problems: ambiguousReference,
    },
    async (deps, { actor, params: { reference }, body, ifMatch }) =>
      answerOf(await updateRecipient(deps, { ...body, actor, reference, ifMatch })),
  ),
  jsonEndpoint(
    {
      id: "removeRecipient",
      method: "delete",
      path: "/api/v1/recipients/{reference}",
      tag,
      summary: "Forget a recipient",
      description:
        "Reference, contact and claim link are deleted at once; tickets that are out are revoked, since nobody could be told of them any more.",
      roles: ["nav"],
      params,
      query: erasureQuery,
      responses: { 204: { description: "Forgotten" } },
      problems: {
        conflict: { detail: "Tickets keep being allocated to this recipient; try again." },
      },
    },
    (deps, { actor, params, query }) => removeRecipient(deps, { actor, ...params, ...query }),
  ),
];
