import { texts } from "./door-texts.js";
import { element } from "./element.js";
/** @import { Coverage } from "./door-sync.js" */

const state = element("#coverage .state", HTMLElement);
const age = element("#coverage .age", HTMLElement);
const waiting = element("#coverage .waiting", HTMLElement);
const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { style: "long" });
/** Milliseconds between two looks at the age. */
const minute = 60_000;

let isReady = !("serviceWorker" in navigator);
/** @type {Coverage | undefined} */
let latest;

/** @param {number} at */
function ageOf(at) {
  const minutes = Math.floor((Date.now() - at) / minute);
  if (minutes < 1) return texts.coverage.justNow;
  if (minutes < 120) return relative.format(-minutes, "minute");
  return minutes < 2 * 24 * 60
    ? relative.format(-Math.floor(minutes / 60), "hour")
    : relative.format(-Math.floor(minutes / 60 / 24), "day");
}

/** @param {Coverage} coverage */
function stateOf({ hasCoverage, at }) {
  if (!hasCoverage) return at === undefined ? texts.coverage.never : texts.coverage.offline;
  return at === undefined || !isReady ? texts.coverage.preparing : texts.coverage.online;
}

/**
 * Writes only what is new: a screen reader reads each writing out.
 * @param {HTMLElement} place
 * @param {string} text
 */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

function show() {
  if (!latest) return;
  const { at, waiting: count } = latest;
  write(state, stateOf(latest));
  write(age, at === undefined ? "" : texts.coverage.updated.replace("%", ageOf(at)));
  const many = texts.coverage.waiting.replace("%", String(count));
  write(waiting, count === 0 ? "" : count === 1 ? texts.coverage.oneWaiting : many);
}

/**
 * Says whether there is coverage, how old the manifest is, and how many scans wait.
 * @param {Coverage} coverage
 */
export function showCoverage(coverage) {
  latest = coverage;
  show();
}

/** Loads all that the page needs to open without coverage, and says so while it does. */
export async function prepare() {
  if (!("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register("/door-worker.js", { scope: "/door" });
    await navigator.serviceWorker.ready;
    isReady = true;
    show();
  } catch {
    // The page works as long as it is open.
  }
}

setInterval(show, minute);
