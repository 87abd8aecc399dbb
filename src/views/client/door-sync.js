import { countWaiting, dropCounted, sendKept } from "./door-kept.js";
import { refreshManifest, storedManifest } from "./door-manifest.js";

/** Milliseconds between two refreshes, with coverage and without. A removed scanner is told within one. */
const pace = { online: 20_000, offline: 5_000 };

/** @typedef {{ hasCoverage: boolean, waiting: number, at: number | undefined }} Coverage */

let hasCoverage = true;
let stop = () => {};
let wake = () => {};
let tell = async () => {};

/** Tells the page anew how many scans wait. */
export const tellCoverage = () => tell();

/** Whether the service answered the last time. */
export const isCovered = () => hasCoverage;

/**
 * Notes whether the service answered: if not, this phone decides at once, until it answers again.
 * @param {boolean} has
 */
export function noteCoverage(has) {
  if (has === hasCoverage) return;
  hasCoverage = has;
  wake();
}

/**
 * Sends what waits and then asks for the manifest, which so counts it.
 * @param {string} token
 * @returns {Promise<"current" | "closed" | "offline">}
 */
async function refresh(token) {
  const outcome = await sendKept(token);
  if (outcome !== "sent") return outcome;
  const asked = Date.now();
  const manifest = await refreshManifest(token);
  if (manifest === "current") await dropCounted(asked);
  return manifest;
}

/** Stops the refreshes that `startSync` began. */
export const stopSync = () => stop();

/**
 * Refreshes manifest and kept scans as long as the page is open.
 * @param {string} token
 * @param {{ onClosed: () => void, onChange: (coverage: Coverage) => void }} handlers
 */
export async function startSync(token, { onClosed, onChange }) {
  stop();
  let isStopped = false;
  stop = () => {
    isStopped = true;
    wake();
  };
  tell = async () =>
    onChange({ hasCoverage, waiting: await countWaiting(), at: (await storedManifest())?.at });
  await tell();
  while (!isStopped) {
    const outcome = await refresh(token);
    if (isStopped) return;
    if (outcome === "closed") {
      onClosed();
      return;
    }
    hasCoverage = outcome === "current";
    await tell();
    await new Promise((resolve) => {
      wake = () => void tell().then(resolve);
      setTimeout(resolve, hasCoverage ? pace.online : pace.offline);
    });
  }
}

addEventListener("online", () => wake());
