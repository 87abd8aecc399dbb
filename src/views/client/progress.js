// Keeps an allocation's counts current until all its tickets are ready.
import { dataOf, element, elements } from "./element.js";

const maxWait = 5000;

/** @param {HTMLElement} section */
const isPending = (section) =>
  Number(element('[data-count="pending"]', HTMLElement, section).textContent) > 0;

/**
 * @param {HTMLElement} section
 * @param {number} wait
 */
async function update(section, wait) {
  await new Promise((resolve) => setTimeout(resolve, wait));
  const response = await fetch(dataOf(section, "progress"), {
    headers: { accept: "application/json" },
  });
  if (response.redirected || response.status === 401 || response.status === 404) return;
  if (response.ok) show(section, await response.json());
  if (isPending(section)) await update(section, Math.min(wait * 1.5, maxWait));
}

/**
 * @param {HTMLElement} section
 * @param {{ total: number, pending: number, [count: string]: number | string }} progress
 */
function show(section, progress) {
  const ready = progress.total - progress.pending;
  for (const place of elements("[data-count]", HTMLElement, section)) {
    place.textContent = String(progress[dataOf(place, "count")]);
  }
  element("progress", HTMLProgressElement, section).value = ready;
  const summary = element("[data-summary]", HTMLElement, section);
  const text =
    progress.pending === 0
      ? dataOf(section, "allReady")
      : dataOf(section, "ready")
          .replace("{ready}", String(ready))
          .replace("{total}", String(progress.total));
  // Screen readers announce every write to a status, even of the same text.
  if (summary.textContent !== text) summary.textContent = text;
}

/** @param {HTMLElement} section */
async function follow(section) {
  try {
    await update(section, 400);
  } catch {
    setTimeout(() => follow(section), maxWait);
  }
}

for (const section of elements("[data-progress]", HTMLElement)) {
  if (isPending(section)) follow(section);
}
