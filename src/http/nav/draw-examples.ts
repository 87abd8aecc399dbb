import { exampleIds } from "../api/examples/example-ids.ts";

const rules = {
  criteria: ["fewest_tickets"],
  publishedOn: "2026-11-01",
  siblingsTogether: false,
} as const;
const rowIds = ["4d".repeat(32), "a7".repeat(32)] as const;
const values = [{ fewest_tickets: 0 }];
const hashes = { commitment: "1f".repeat(32), listHash: "c0".repeat(32) };
const recipients = [exampleIds.recipient, "c4e1b7d2-3f68-4a90-b1c5-2d7e8f9a0b14"];

/** The examples of the documentation. */
export const drawExamples = {
  body: { recipients: ["R-1003", "R-1004"], seats: 1, ...rules },
  committed: {
    ...{ id: exampleIds.draw, offerId: exampleIds.offer, municipality: "5025", state: "committed" },
    ...{ seats: 1, rules, ...hashes, createdAt: "2026-11-20T09:32:00.000Z" },
    rows: rowIds.map((id, i) => ({
      ...{ id, values },
      children: [{ recipientId: recipients[i], recipient: `R-100${3 + i}` }],
    })),
  },
  file: {
    ...{ format: "join-draw-1", drawId: exampleIds.draw, ...hashes, seed: "09".repeat(32) },
    list: {
      ...{ offerId: exampleIds.offer, seats: 1, rules },
      rows: rowIds.map((id) => ({ id, children: values })),
    },
    result: [
      { id: rowIds[1], place: 1, group: 1, outcome: "won" },
      { id: rowIds[0], place: 2, group: 1, outcome: "waiting" },
    ],
  },
};
