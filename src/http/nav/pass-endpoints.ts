import { z } from "zod";
import { revokePass } from "../../actions/passes/revoke-pass.ts";
import { getPass } from "../../actions/passes/get-pass.ts";
import { passStates } from "../../domain/passes/pass.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { revocationBody } from "./revocation-body.ts";

const tag = "Passes";
const params = z.object({ serialNumber: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });

const passSchema = z
  .object({
    serialNumber: z.string().describe("The ticket's own, as in both wallets"),
    allocationId: z.uuid().describe("By which it was given"),
    offerId: z.uuid().describe("Of which it is a ticket"),
    state: z
      .enum(passStates)
      .describe("`pending` until it is issued; the door takes `active` alone"),
    version: z.int().describe("Raised with every change of what the holder sees"),
    wallets: z
      .object({
        apple: z.int().describe("iPhones and watches"),
        google: z.int().describe("1: saved to Google Wallet"),
      })
      .describe("Phones that hold it; never where or when it was used"),
    delivery: z
      .object({
        phones: z.int().describe("iPhones that hold it"),
        pushed: z.int().describe("Of them told of this version"),
        current: z.int().describe("Of them known to have it"),
      })
      .describe("How far this version has come"),
  })
  .meta({ id: "Pass" });

const passExample = {
  serialNumber: exampleIds.serialNumber,
  allocationId: exampleIds.allocation,
  offerId: exampleIds.offer,
  state: "active",
  version: 1,
  wallets: { apple: 1, google: 0 },
  delivery: { phones: 1, pushed: 1, current: 1 },
};

/** Endpoints for NAV that read and revoke one ticket. */
export const passEndpoints: Endpoint[] = [
  jsonEndpoint(
    {
      id: "showPass",
      method: "get",
      path: "/api/v1/passes/{serialNumber}",
      tag,
      summary: "A ticket's state and the wallets it reached",
      roles: ["nav"],
      params,
      responses: {
        200: { description: "The ticket", schema: passSchema, example: passExample },
      },
    },
    (deps, { actor, params }) => getPass(deps, { actor, ...params }),
  ),
  jsonEndpoint(
    {
      id: "revokePass",
      method: "post",
      path: "/api/v1/passes/{serialNumber}/revoke",
      tag,
      summary: "Revoke a ticket",
      description:
        "The door refuses it at once and the wallets are told; an unused one returns to its quota. Revoking it again changes nothing.",
      roles: ["nav"],
      params,
      body: revocationBody,
      example: { reason: "Allocated by mistake" },
      responses: {
        200: {
          description: "The ticket as it is now",
          schema: passSchema,
          example: {
            ...passExample,
            state: "revoked",
            version: 2,
            delivery: { phones: 1, pushed: 1, current: 0 },
          },
        },
      },
      problems: { illegal_state: { detail: "A ticket that is used cannot be revoked." } },
    },
    (deps, { actor, params, body: { reason } }) => revokePass(deps, { actor, ...params, reason }),
  ),
];
