import { z } from "zod";
import {
  acceptedExample,
  manifestExample,
  partExample,
  questionExample,
  refusedExample,
  scanExample,
} from "../api/examples/door-examples.ts";
import type { Operation } from "../api/operation.ts";
import { manifestAnswer, manifestQuery } from "./door-manifest-schemas.ts";
import { batchAnswer, doorAnswer, scanAnswer, undoAnswer } from "./door-schemas.ts";
import { batchBody, scanBody } from "./scan-bodies.ts";

const offlineRule =
  "A scan kept offline is judged by the clock of the moment it was made. What the scanner admitted (`admittedOffline`), " +
  "happened: the earliest scans take the ticket's uses, in whatever order they arrive, and one too many is an " +
  "`extraAdmission`, as is one of a ticket revoked in between. It takes no use and no refund. What the scanner refused counts nothing. Of a ticket with `parts` all this holds for each part by itself.";

/** The operations of door devices, as router and documentation use them. */
export const doorOperations = {
  redeem: {
    id: "redeem",
    method: "post",
    path: "/api/v1/redemptions",
    tag: "Door",
    summary: "Scan a ticket",
    description: `A refusal is an answer (200), its reason the first that holds. The same \`scanId\` from the same scanner counts once and answers the same. The title comes in the language of \`Accept-Language\`. ${offlineRule}`,
    security: "doorToken",
    body: scanBody,
    example: { ...scanExample, admitted: 1 },
    responses: {
      200: {
        description: "Accepted, or refused with its reason",
        schema: scanAnswer,
        examples: {
          accepted: acceptedExample,
          part: partExample,
          refused: refusedExample,
          question: questionExample,
        },
      },
    },
    problems: {
      conflict: { detail: "This scan id has already come with another ticket." },
      unavailable: { detail: "The scan was not recorded; send it again." },
    },
  },
  undo: {
    id: "undoRedemption",
    method: "post",
    path: "/api/v1/redemptions/{scanId}/undo",
    tag: "Door",
    summary: "Undo a scan",
    description:
      "Within a minute after an accepted scan of the same scanner: the ticket gets its use back, and wallets, counts and refund follow. May be sent again.",
    security: "doorToken",
    params: z.object({ scanId: z.string().min(1).max(100).describe("As sent with the scan") }),
    responses: {
      200: {
        description: "Undone",
        schema: undoAnswer,
        example: { undone: true, offerTitle: acceptedExample.offerTitle },
      },
    },
    problems: {
      conflict: { detail: "A scan can be undone for a minute." },
    },
  },
  door: {
    id: "getDoor",
    method: "get",
    path: "/api/v1/door",
    tag: "Door",
    summary: "The scanner's name, end and today's count",
    description: "Answers 401 when the token is unknown or the scanner was removed.",
    security: "doorToken",
    responses: {
      200: {
        description: "The scanner",
        schema: doorAnswer,
        example: {
          name: "Hovedinngangen",
          part: null,
          admissions: 41,
          expiresAt: "2027-12-18T15:00:00.000Z",
        },
      },
    },
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
    example: {
      scans: [
        { ...scanExample, scannedAt: "2027-02-13T10:20:00+01:00", admittedOffline: true },
        {
          code: scanExample.code,
          scanId: "gate-2-000418",
          scannedAt: "2027-02-13T10:21:30+01:00",
          admittedOffline: false,
        },
      ],
    },
    responses: {
      200: {
        description: "One item a scan, in the order sent",
        schema: batchAnswer,
        example: {
          items: [
            { scanId: scanExample.scanId, ...acceptedExample, extraAdmission: true },
            { scanId: "gate-2-000418", ...refusedExample },
          ],
        },
      },
    },
  },
  manifest: {
    id: "doorManifest",
    method: "get",
    path: "/api/v1/door/manifest",
    tag: "Door",
    summary: "What a scanner needs to decide alone",
    description:
      "Keys, rules, and the tickets that ended or were used, under ids of the scanner's own; no names. With `since` only the tickets that changed. Answers 304 to a current `If-None-Match`.",
    security: "doorToken",
    query: manifestQuery,
    responses: {
      200: { description: "The manifest", schema: manifestAnswer, example: manifestExample },
      304: { description: "The scanner's manifest is current" },
    },
  },
} as const satisfies Record<string, Operation>;
