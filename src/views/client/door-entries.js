import { bytesOf, hex } from "./door-bytes.js";

/** @typedef {{ left: number, used: number, day: string }} Entry Uses left, or a negative code; uses on the day. */

const entryBytes = 12;

/**
 * Returns the tickets of a manifest that was sent, added to those of the one before unless it is complete.
 * @param {{ tickets: string, day: string, complete: boolean }} sent
 * @param {Map<string, Entry>} [before]
 */
export function ticketsOf({ tickets, day, complete }, before = new Map()) {
  const merged = new Map(complete ? [] : before);
  const bytes = bytesOf(tickets);
  const numbers = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length; at += entryBytes) {
    const id = hex(bytes.subarray(at, at + 8));
    merged.set(id, { left: numbers.getInt16(at + 8), used: numbers.getInt16(at + 10), day });
  }
  return merged;
}
