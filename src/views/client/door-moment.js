import { addDays, dayInOslo } from "../../domain/period.ts";

/**
 * Formats an instant as weekday and time in Oslo, with the date where it is neither today nor tomorrow.
 * @param {string} at
 * @param {{ language: string, now: Date }} options
 */
export function momentInOslo(at, { language, now }) {
  const today = dayInOslo(now);
  const isSoon = [today, addDays(today, 1)].includes(dayInOslo(new Date(at)));
  return `${isSoon ? inOslo(at, language, { weekday: "long" }) : dateInOslo(at, language)} ${timeInOslo(at, language)}`;
}

/** @param {string} at @param {string} language */
export const dateInOslo = (at, language) =>
  inOslo(at, language, { weekday: "long", day: "numeric", month: "long" });

/** @param {string} at @param {string} language */
export const timeInOslo = (at, language) =>
  inOslo(at, language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** @param {string} at @param {string} language @param {Intl.DateTimeFormatOptions} options */
const inOslo = (at, language, options) =>
  new Date(at).toLocaleString(language, { timeZone: "Europe/Oslo", ...options });
