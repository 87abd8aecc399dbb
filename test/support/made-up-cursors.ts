import { randomUUID } from "node:crypto";

const id = randomUUID();
const written = (text: string) => Buffer.from(text).toString("base64url");

/** Cursors that look like ours, and that the database would choke on. */
export const madeUpCursors = [
  "2027-01-01T00:00:00.000Z x",
  `2026 ${id}`,
  `1 ${"-".repeat(36)}`,
  `-100000-09-12T00:00:00.000Z ${id}`,
  `0000-01-01T00:00:00.000Z ${id}`,
  `2027-02-30T00:00:00.000Z ${id}`,
  `2027-01-01T25:00:00.000Z ${id}`,
  `2027-01-01T00:00:00.000Z ${id} ${id}`,
].map(written);
