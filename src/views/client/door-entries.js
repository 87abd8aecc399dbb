import { bytesOf, hex } from "./door-bytes.js";

const entryBytes = 12;

/** @param {string} entries */
function* entriesOf(entries) {
  const bytes = bytesOf(entries);
  const numbers = new DataView(bytes.buffer);
  for (let at = 0; at < bytes.length; at += entryBytes) {
    yield { id: hex(bytes.subarray(at, at + 8)), numbers, at: at + 8 };
  }
}

/** @typedef {{ left: number, used: number, day: string }} Entry Uses left, or a negative code; uses on the day. */

/**
 * Returns the tickets of a manifest that was sent, added to those of the one before unless it is complete.
 * @param {{ tickets: string, day: string, complete: boolean }} sent
 * @param {Map<string, Entry>} [before]
 */
export function ticketsOf({ tickets, day, complete }, before = new Map()) {
  const merged = new Map(complete ? [] : before);
  for (const { id, numbers, at } of entriesOf(tickets)) {
    merged.set(id, { left: numbers.getInt16(at), used: numbers.getInt16(at + 2), day });
  }
  return merged;
}

/**
 * Returns what is left of the parts of tickets, by their positions from 1; otherwise as above.
 * @param {{ parts: string, complete: boolean }} sent
 * @param {Map<string, number[]>} [before]
 */
export function partsOf({ parts, complete }, before = new Map()) {
  const merged = new Map(complete ? [] : before);
  for (const { id, numbers, at } of entriesOf(parts)) {
    const left = [...(merged.get(id) ?? [])];
    left[numbers.getInt16(at) - 1] = numbers.getInt16(at + 2);
    merged.set(id, left);
  }
  return merged;
}

/**
 * Returns when the time is over of the tickets whose time has begun, in seconds since 1970; otherwise as above.
 * @param {{ times: string, complete: boolean }} sent
 * @param {Map<string, number>} [before]
 */
export function timesOf({ times, complete }, before = new Map()) {
  const merged = new Map(complete ? [] : before);
  for (const { id, numbers, at } of entriesOf(times)) {
    const end = numbers.getUint32(at);
    if (end === 0) merged.delete(id);
    else merged.set(id, end);
  }
  return merged;
}
