import { exampleIds } from "../examples/example-ids.ts";
import { offerBodyExample } from "../examples/offer-examples.ts";
import type { Operation } from "../operation.ts";
import { batchAnswer, batchBody, manifestAnswer, scanAnswer, scanBody } from "./door-schemas.ts";

const offlineRule =
  "A scan kept offline is judged by the clock of the moment it was made and by what the ticket is now: " +
  "the first scan to arrive takes the use, a later one is `used_up`, and a ticket revoked in between is `revoked`.";

const scan = {
  barcode: "J1.AQEBAAAAC7VWw5Fh0mJ0cV5o2T3yQm1o9nq4R8wCy1sPlikS25qKixvnQxqEAB1kPVn-A1pD2c1Rr6gJkzQ",
  scanId: "gate-2-000417",
};
const accepted = {
  accepted: true,
  admits: 1,
  admitted: 1,
  usesLeft: 0,
  offerTitle: offerBodyExample.title.nb,
};
const refused = { accepted: false, reason: "used_up" };
const manifestExample = {
  barcodePrefix: "J1.",
  publicKeys: [{ id: "k1", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }],
  offers: [
    {
      id: exampleIds.offer,
      title: offerBodyExample.title,
      validFrom: "2026-12-18T23:00:00.000Z",
      validUntil: "2027-04-11T22:00:00.000Z",
      weekdays: null,
      blackout: offerBodyExample.blackout,
      uses: 1,
      usesPerDay: null,
      admits: 1,
    },
  ],
  ended: ["pQ7sT9uV1wX3yZ5a"],
};

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
    example: { ...scan, admitted: 1 },
    responses: {
      200: {
        description: "Accepted, or refused with its reason",
        schema: scanAnswer,
        examples: { accepted, refused },
      },
    },
    problems: {
      conflict: { detail: "This scan id has already come with another ticket." },
      unavailable: { detail: "The scan was not recorded; send it again." },
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
        { ...scan, scannedAt: "2027-02-13T10:20:00+01:00" },
        { barcode: scan.barcode, scanId: "gate-2-000418", scannedAt: "2027-02-13T10:21:30+01:00" },
      ],
    },
    responses: {
      200: {
        description: "One item a scan, in the order sent",
        schema: batchAnswer,
        example: {
          items: [
            { scanId: scan.scanId, ...accepted },
            { scanId: "gate-2-000418", ...refused },
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
      "Keys, rules and ended tickets; no names. Answers 304 to a current `If-None-Match`.",
    security: "doorToken",
    responses: {
      200: { description: "The manifest", schema: manifestAnswer, example: manifestExample },
      304: { description: "The scanner's manifest is current" },
    },
  },
} as const satisfies Record<string, Operation>;
