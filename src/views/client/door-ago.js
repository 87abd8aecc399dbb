import { texts } from "./door-texts.js";

/** @typedef {"minute" | "hour" | "day"} Unit */

/** @type {[unit: Unit, seconds: number][]} */
const units = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** How long ago, in the largest whole unit. @param {number} seconds */
export function ago(seconds) {
  for (const [unit, length] of units) {
    const number = Math.floor(seconds / length);
    if (number === 1) return texts.ago[unit].one;
    if (number > 1) return texts.ago[unit].many.replace("%", String(number));
  }
  return texts.ago.now;
}
