import { expiryAt } from "../../domain/expiry.ts";
import { call } from "./door-call.js";
import { now } from "./door-clock.js";
import { texts } from "./door-texts.js";
import { element } from "./element.js";
/** @import { Accepted } from "./door-redeem.js" */

const name = element(".entrance", HTMLElement);
const count = element(".count", HTMLElement);
const ending = element(".ending", HTMLElement);
const date = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" });
let admissions = 0;
/** Key of the only part that this entrance ticks off. @type {string | null} */
let ownPart = null;

/** Adds to the number of people that this entrance has let in today; less than 0 after an undo. */
export function addAdmissions(/** @type {number} */ more) {
  admissions += more;
  count.textContent = texts.admittedToday.replace("%", String(admissions));
}

/**
 * Whether an answer adds to today's number: a part that is not the first lets nobody in, unless this entrance ticks
 * off that alone.
 * @param {Accepted} answer
 */
export const countsToday = ({ part }) => part === undefined || part.letsIn || part.key === ownPart;

/** Warns of the token's end a month ahead. */
function warnOfEnd(/** @type {string | null} */ expiresAt) {
  const expiry = expiryAt(expiresAt === null ? null : new Date(expiresAt), now());
  ending.textContent =
    expiry?.is === "soon" ? texts.endsSoon.replace("%", date.format(expiry.at)) : "";
}

/**
 * Shows the entrance's name, today's count and a near end. Returns false when the token is unknown or was removed.
 * @param {string} token
 */
export async function showEntrance(token) {
  const answer = await call(token, "door", { timeout: 10_000 }).catch(() => undefined);
  if (answer?.response.status === 401) return false;
  if (answer?.response.ok && answer.body) {
    name.textContent = answer.body.name;
    ownPart = answer.body.part ?? null;
    admissions = 0;
    addAdmissions(answer.body.admissions);
    warnOfEnd(answer.body.expiresAt);
  }
  return true;
}
