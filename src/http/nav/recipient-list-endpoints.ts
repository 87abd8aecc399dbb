import { z } from "zod";
import { createRecipientList } from "../../actions/lists/create-recipient-list.ts";
import { removeRecipientList } from "../../actions/lists/remove-recipient-list.ts";
import { getRecipientList } from "../../actions/lists/get-recipient-list.ts";
import { listRecipientLists } from "../../actions/lists/list-recipient-lists.ts";
import { renameRecipientList } from "../../actions/lists/rename-recipient-list.ts";
import { entityTag } from "../../domain/entity-tag.ts";
import { listRevision } from "../../domain/lists/recipient-list.ts";
import { endpoint, type Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import {
  listWithMembersExample,
  listWithMembersSchema,
  recipientListBody,
  recipientListChange,
  recipientListExample,
  recipientListSchema,
} from "./recipient-list-json.ts";

const common = { tag: "Recipient lists", roles: ["nav"] } as const;
const collection = "/api/v1/recipient-lists";
const path = `${collection}/{listId}`;
const params = z.object({ listId: z.uuid() });

const answerOf = (list: Awaited<ReturnType<typeof getRecipientList>>) => ({
  status: 200,
  body: list,
  headers: { ETag: entityTag(listRevision(list)) },
});

/** Endpoints for saved lists of recipients. */
export const recipientListEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      ...common,
      id: "listRecipientLists",
      method: "get",
      path: collection,
      summary: "Your municipalities' saved lists, by name",
      responses: {
        200: {
          description: "All of them, at most 200 of a municipality",
          schema: z.object({ items: z.array(recipientListSchema) }),
          example: { items: [recipientListExample] },
        },
      },
    },
    async (deps, { actor }) => ({ items: await listRecipientLists(deps, { actor }) }),
  ),
  endpoint(
    {
      ...common,
      id: "createRecipientList",
      method: "post",
      path: collection,
      summary: "Save recipients under a name, to choose them again",
      description:
        "A list says who is in it, and nothing of tickets. A recipient that is removed or moves to another municipality leaves it. It is deleted on `endsOn` unless it was chosen from on NAV's page, or renamed: then the time counts anew.",
      body: recipientListBody,
      idempotent: true,
      example: { name: "Vinterferie", municipality: "5025", recipients: ["R-1003", "R-1008"] },
      responses: {
        201: {
          description: "Saved; Location has its address",
          schema: listWithMembersSchema,
          example: listWithMembersExample,
        },
      },
      problems: { conflict: { detail: "A municipality has at most 200 saved lists." } },
    },
    async (deps, { actor, body }) => {
      const { recipients = [], recipientIds = [], ...list } = body;
      const named = [
        ...recipients.map((recipient, i) => ({ recipient, path: `recipients[${i}]` })),
        ...recipientIds.map((recipientId, i) => ({ recipientId, path: `recipientIds[${i}]` })),
      ];
      const listId = await createRecipientList(deps, { actor, ...list, named });
      const saved = await getRecipientList(deps, { actor, listId });
      const headers = { Location: `${collection}/${listId}` };
      return { status: 201, body: saved, headers };
    },
  ),
  endpoint(
    {
      ...common,
      id: "showRecipientList",
      method: "get",
      versioned: true,
      path,
      summary: "A saved list, with who is in it now",
      description:
        "To allocate to them, send an item for each of `recipientIds` to `POST /api/v1/allocations`. The reading is audited.",
      params,
      responses: {
        200: {
          description: "The list",
          schema: listWithMembersSchema,
          example: listWithMembersExample,
        },
      },
    },
    async (deps, { actor, params }) => answerOf(await getRecipientList(deps, { actor, ...params })),
  ),
  endpoint(
    {
      ...common,
      id: "renameRecipientList",
      method: "patch",
      versioned: true,
      path,
      summary: "Rename a saved list",
      params,
      body: recipientListChange,
      example: { name: "Vinterferie 2028" },
      responses: {
        200: {
          description: "The list as it is now",
          schema: listWithMembersSchema,
          example: { ...listWithMembersExample, name: "Vinterferie 2028" },
        },
      },
    },
    async (deps, { actor, params, body, ifMatch }) => {
      await renameRecipientList(deps, { actor, ...params, ...body, ifMatch });
      return answerOf(await getRecipientList(deps, { actor, ...params }));
    },
  ),
  jsonEndpoint(
    {
      ...common,
      id: "deleteRecipientList",
      method: "delete",
      path,
      summary: "Delete a saved list",
      description: "Its recipients and their tickets stay as they are.",
      params,
      responses: { 204: { description: "Deleted" } },
    },
    (deps, { actor, params }) => removeRecipientList(deps, { actor, ...params }),
  ),
];
