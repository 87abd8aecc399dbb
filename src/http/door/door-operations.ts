import type { Operation } from "../operation.ts";
import { batchAnswer, batchBody, manifestAnswer, scanAnswer, scanBody } from "./door-schemas.ts";

const offlineRule =
  "A scan kept offline is judged by the clock of the moment it was made and by what the ticket is now: " +
  "the first scan to arrive takes the use, a later one is `used_up`, and a ticket revoked in between is `revoked`.";

/** What a scanner may ask, for the documentation and the router alike. */
export const doorOperations = {
  redeem: {
    id: "redeem",
    method: "post",
    path: "/api/v1/redemptions",
    tag: "Door",
    summary: "Scan a ticket",
    description: `A refusal is an answer (200), its reason the first that holds. The same \`scanId\` from the same scanner counts once and answers the same. ${offlineRule}`,
    security: "doorToken",
    body: scanBody,
    example: { barcode: "J1.AQ…", scanId: "4f0c", admitted: 2 },
    responses: {
      200: {
        description: "Accepted, or refused with its reason",
        schema: scanAnswer,
        example: {
          accepted: true,
          admits: 2,
          admitted: 2,
          usesLeft: 0,
          offerTitle: "Dagskort i skitrekket",
        },
      },
    },
    problems: ["conflict"],
  },
  redeemBatch: {
    id: "redeemBatch",
    method: "post",
    path: "/api/v1/redemptions/batch",
    tag: "Door",
    summary: "Send scans kept while offline",
    description: `Each scan is taken or refused by itself; the whole may be sent again. ${offlineRule}`,
    security: "doorToken",
    body: batchBody,
    responses: { 200: { description: "One item a scan, in the order sent", schema: batchAnswer } },
  },
  manifest: {
    id: "doorManifest",
    method: "get",
    path: "/api/v1/door/manifest",
    tag: "Door",
    summary: "What a scanner needs to decide alone",
    description:
      "Keys, rules and ended tickets; no names. Answers 304 to a current `If-None-Match`.",
    security: "doorToken",
    responses: { 200: { description: "The manifest", schema: manifestAnswer } },
  },
} as const satisfies Record<string, Operation>;
