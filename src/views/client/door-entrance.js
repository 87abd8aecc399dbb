import { call } from "./door-call.js";
import { texts } from "./door-texts.js";
import { element } from "./element.js";

const name = element(".entrance", HTMLElement);
const count = element(".count", HTMLElement);
let admissions = 0;

/** Adds to the number of people that this entrance has let in today; less than 0 after an undo. */
export function addAdmissions(/** @type {number} */ more) {
  admissions += more;
  count.textContent = texts.admittedToday.replace("%", String(admissions));
}

/**
 * Shows the entrance's name and today's count. Returns false when the token is unknown or was removed.
 * @param {string} token
 */
export async function showEntrance(token) {
  const answer = await call(token, "door", { timeout: 10_000 }).catch(() => undefined);
  if (answer?.response.status === 401) return false;
  if (answer?.response.ok && answer.body) {
    name.textContent = answer.body.name;
    admissions = 0;
    addAdmissions(answer.body.admissions);
  }
  return true;
}
