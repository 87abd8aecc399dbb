import { texts } from "./door-texts.js";
import { element } from "./element.js";

const warning = element(".clock", HTMLElement);
/** Milliseconds; a smaller error is no matter to a ticket. */
const tolerated = 120_000;
/** Milliseconds that the service's clock is ahead of the phone's. */
let ahead = 0;

/**
 * Measures the phone's clock against the answer's `Date`, and says so when it is wrong.
 * @param {Response} response
 * @param {number} sent
 */
export function measureClock(response, sent) {
  const dated = Date.parse(response.headers.get("date") ?? "");
  if (Number.isNaN(dated)) return;
  // `Date` has whole seconds.
  ahead = dated + 500 - (sent + Date.now()) / 2;
  const minutes = Math.round(Math.abs(ahead) / 60_000);
  const isWrong = Math.abs(ahead) > tolerated;
  warning.textContent = isWrong ? texts.clockIsWrong.replace("%", String(minutes)) : "";
}

/** The time as the service has it; of a right clock its own, which is finer than whole seconds. */
export const now = () => new Date(Date.now() + (Math.abs(ahead) > tolerated ? ahead : 0));
