// Warns two minutes before the session ends, and prolongs it when asked to.
import { dataOf, element } from "./element.js";

const place = element("[data-session]", HTMLElement);
const text = element("[role=alert]", HTMLElement, place);
const button = element("button", HTMLButtonElement, place);
const warnSeconds = 120;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @typedef {{ seconds: number, isExtendable: boolean }} SessionEnd */

/**
 * Waits for the warning, or for the end once it is shown. Another window may have prolonged the session
 * meanwhile, so the server is asked first.
 * @param {SessionEnd} end
 */
function waitFor({ seconds, isExtendable }) {
  clearTimeout(timer);
  if (seconds > warnSeconds) {
    place.hidden = true;
    timer = setTimeout(ask, (seconds - warnSeconds) * 1000);
    return;
  }
  button.hidden = !isExtendable;
  show(dataOf(place, isExtendable ? "ends" : "endsSurely"));
  timer = setTimeout(ask, (seconds + 1) * 1000);
}

/** @param {string} words */
function show(words) {
  place.hidden = false;
  if (text.textContent !== words) text.textContent = words;
}

/** @param {"GET" | "POST"} method */
async function ask(method = "GET") {
  const body = new URLSearchParams({ csrf: dataOf(place, "csrf") });
  try {
    const response = await fetch(dataOf(place, "session"), {
      method,
      headers: { accept: "application/json" },
      ...(method === "POST" && { body }),
    });
    if (response.ok) waitFor(await response.json());
    else if (response.status === 401) showEnd();
    else timer = setTimeout(ask, 10_000);
  } catch {
    timer = setTimeout(ask, 10_000);
  }
}

function showEnd() {
  button.hidden = true;
  show(dataOf(place, "ended"));
}

button.addEventListener("click", () => ask("POST"));
waitFor({
  seconds: Number(dataOf(place, "seconds")),
  isExtendable: dataOf(place, "extendable") === "true",
});
