import { z } from "zod";
import { createHandOut } from "../../actions/complimentary/create-hand-out.ts";
import {
  getComplimentary,
  mostListed,
  type Complimentary,
} from "../../actions/complimentary/get-complimentary.ts";
import { revokeHandOut } from "../../actions/complimentary/revoke-hand-out.ts";
import { updateComplimentaryQuota } from "../../actions/complimentary/update-complimentary-quota.ts";
import { mostHandedOut, mostSetAside, quotaRevision } from "../../domain/complimentary/hand-out.ts";
import { languages } from "../../domain/language.ts";
import { entityTag } from "../../domain/entity-tag.ts";
import { endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { pageQuery } from "../api/paging.ts";
import {
  complimentaryExample as example,
  complimentaryJson,
  complimentarySchema,
  handOutExample,
  handOutSchema,
} from "./complimentary-json.ts";

const tag = "Complimentary tickets";
const roles = ["provider", "culture"] as const;
const params = z.object({ offerId: z.uuid() });
const handOutParams = params.extend({ handOutId: z.uuid() });
/** A page of hand-outs is smaller than of other lists, since each has up to 200 links. */
const handOutQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostListed)
    .default(mostListed)
    .describe(`How many hand-outs at most, up to ${mostListed}`),
  cursor: pageQuery.cursor,
});
const path = "/api/v1/offers/{offerId}/complimentary";

/** The ETag is of the number that is set aside, which alone is changed with it. */
const answerOf = (complimentary: Complimentary) => ({
  status: 200,
  body: complimentaryJson(complimentary),
  headers: { ETag: entityTag(quotaRevision(complimentary)) },
});

const revoked = {
  200: {
    description: "How many tickets were revoked",
    schema: z.object({ revoked: z.int().describe("None the second time") }),
    example: { revoked: 1 },
  },
};

/** Endpoints for complimentary tickets: ordinary tickets beside the quota, handed out by provider or culture office. */
export const complimentaryEndpoints = [
  jsonEndpoint(
    {
      id: "createComplimentary",
      method: "post",
      path,
      tag,
      summary: "Hand out complimentary tickets",
      description: `Ordinary tickets of an open offer, each under a claim link of its own, in the same wallets, at the same door, with the same webhooks: nothing tells one from the others. They count in no quota and are never refunded. At most ${mostHandedOut} at a time. A provider's hand-out sets aside what lacks; the culture office hands out what the provider has set aside. The links are answered this once; with an Idempotency-Key again for a day.`,
      roles,
      params,
      body: z
        .strictObject({
          count: z.int().min(1).max(mostHandedOut).describe("How many tickets"),
          language: z.enum(languages).default("nb").describe("Of tickets and page"),
        })
        .meta({ id: "HandOutBody" }),
      example: { count: 1 },
      responses: {
        201: {
          description: "The links, each for one ticket",
          schema: handOutSchema,
          example: handOutExample,
        },
      },
      problems: {
        illegal_state: {
          detail: "3 more complimentary tickets are set aside.",
          errors: [{ path: "count", code: "not_set_aside", message: "must be at most 3" }],
          extra: { mostPossible: 3 },
        },
      },
      idempotent: true,
    },
    (deps, { actor, params: { offerId }, body }) =>
      createHandOut(deps, { ...body, actor, offerId, form: "links" }),
  ),
  endpoint(
    {
      id: "getComplimentary",
      method: "get",
      versioned: true,
      path,
      tag,
      summary: "An offer's complimentary tickets",
      description:
        "Counts and hand-outs. Of an offer's statistics, `quota` and `allocated` are without complimentary tickets; all others count both kinds.",
      roles,
      params,
      query: handOutQuery,
      responses: { 200: { description: "The counts", schema: complimentarySchema, example } },
    },
    async (deps, { actor, params: { offerId }, query }) =>
      answerOf(await getComplimentary(deps, { ...query, actor, offerId })),
  ),
  endpoint(
    {
      id: "updateComplimentary",
      method: "patch",
      versioned: true,
      path,
      tag,
      summary: "Set aside complimentary tickets",
      description: "How many may be out at a time, also for the culture office to hand out.",
      roles: ["provider"],
      params,
      body: z.strictObject({ setAside: z.int().min(0).max(mostSetAside).describe("How many") }),
      example: { setAside: 20 },
      responses: { 200: { description: "As it is now", schema: complimentarySchema, example } },
      problems: {
        quota_below_allocated: {
          detail: "12 complimentary tickets are out.",
          errors: [
            { path: "setAside", code: "quota_below_allocated", message: "must be at least 12" },
          ],
          extra: { lowestPossible: 12 },
        },
      },
    },
    async (deps, { actor, params: { offerId }, body: { setAside }, ifMatch }) => {
      await updateComplimentaryQuota(deps, { actor, offerId, setAside, ifMatch });
      return answerOf(await getComplimentary(deps, { actor, offerId }));
    },
  ),
  jsonEndpoint(
    {
      id: "revokeHandOut",
      method: "delete",
      path: `${path}/{handOutId}`,
      tag,
      summary: "Revoke the tickets of a hand-out",
      description: "At the door at once. Unused ones return to what is set aside.",
      roles,
      params: handOutParams,
      responses: revoked,
    },
    async (deps, { actor, params: named }) => ({
      revoked: await revokeHandOut(deps, { actor, ...named }),
    }),
  ),
  jsonEndpoint(
    {
      id: "revokeHandOutLink",
      method: "delete",
      path: `${path}/{handOutId}/links/{linkId}`,
      tag,
      summary: "Revoke the ticket of one link",
      description: "At the door at once; the link then shows an ended ticket.",
      roles,
      params: handOutParams.extend({ linkId: z.uuid() }),
      responses: revoked,
    },
    async (deps, { actor, params: { linkId, ...named } }) => ({
      revoked: await revokeHandOut(deps, { actor, ...named, linkIds: [linkId] }),
    }),
  ),
];
