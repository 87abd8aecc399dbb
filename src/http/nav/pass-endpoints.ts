import { z } from "zod";
import { replacePass } from "../../actions/passes/replace-pass.ts";
import { revokePass } from "../../actions/passes/revoke-pass.ts";
import { getPass } from "../../actions/passes/get-pass.ts";
import { navStates } from "../../domain/passes/nav-state.ts";
import type { Endpoint } from "../api/endpoint.ts";
import { jsonEndpoint } from "../api/json-endpoint.ts";
import { exampleIds } from "../api/examples/example-ids.ts";
import { revocationBody } from "./revocation-body.ts";

const tag = "Passes";
const params = z.object({ serialNumber: z.string().regex(/^[A-Za-z0-9_-]{22}$/) });

/** A ticket as NAV sees it. */
export const passSchema = z
  .object({
    serialNumber: z.string().describe("The ticket's own, as in both wallets"),
    allocationId: z.uuid().describe("By which it was given"),
    offerId: z.uuid().describe("Of which it is a ticket"),
    state: z
      .enum(navStates)
      .describe(
        "`pending` until it is issued. Use does not show: a used ticket is `live` until its time is over",
      ),
    issuedAt: z.iso
      .datetime({ offset: true })
      .nullable()
      .describe("When it was issued; null: not yet, or it ended before"),
    fetched: z.boolean().describe("Whether it was ever saved to a wallet or printed"),
    codeShown: z
      .boolean()
      .describe(
        "Whether a code of the provider's own was shown: revoked or not, it may work until the provider blocks it",
      ),
    wallets: z
      .object({
        apple: z.int().describe("iPhones and watches"),
        google: z.int().describe("1: saved to Google Wallet"),
      })
      .describe("Phones that hold it; never whether, where or when it was used"),
  })
  .meta({ id: "Pass" });

const passExample = {
  serialNumber: exampleIds.serialNumber,
  allocationId: exampleIds.allocation,
  offerId: exampleIds.offer,
  state: "live",
  issuedAt: "2026-11-20T09:42:00.000Z",
  fetched: true,
  codeShown: false,
  wallets: { apple: 1, google: 0 },
};

/** Endpoints for NAV that read, revoke and replace one ticket. */
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
      example: { reasonCode: "wrong_child" },
      responses: {
        200: {
          description: "The ticket as it is now",
          schema: passSchema,
          example: {
            ...passExample,
            state: "revoked",
          },
        },
      },
      problems: { illegal_state: { detail: "A ticket that is over cannot be revoked." } },
    },
    (deps, { actor, params, body }) => revokePass(deps, { actor, ...params, ...body }),
  ),
  jsonEndpoint(
    {
      id: "replacePass",
      method: "post",
      path: "/api/v1/passes/{serialNumber}/replace",
      tag,
      summary: "Replace a ticket, for a new phone",
      description:
        "The recipient gets a new ticket with the uses that are left, in the same place of the quota, and the usual message; the old one ends at once. A code of the provider's own moves with it. Replacing a ticket again answers the ticket that is used in its place.",
      roles: ["nav"],
      params,
      responses: {
        201: {
          description: "The new ticket",
          schema: passSchema,
          example: { ...passExample, fetched: false, wallets: { apple: 0, google: 0 } },
        },
      },
      problems: { illegal_state: { detail: "A ticket that is over cannot be replaced." } },
      idempotent: true,
    },
    (deps, { actor, params }) => replacePass(deps, { actor, ...params }),
  ),
];
