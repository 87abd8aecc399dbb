// Draws the ticket anew as one types, offers other colours where they cannot be read, and shows a field's own text only where the field shows it.
import { dataOf, element, elements } from "./element.js";

const form = element("form[data-preview]", HTMLFormElement);
const preview = element("#preview", HTMLElement);
const pause = 350;
/** @type {number | undefined} */
let waiting;
/** @type {AbortController | undefined} */
let running;
/** @type {Map<string, string>} */
const sent = new Map();

/** @param {string} key */
const faultOf = (key) => element(`[data-fault="${key}"]`, HTMLElement, form);

/**
 * Empties the pictures that the service has, and returns the other pictures' stamps by role.
 * @param {FormData} body
 */
function leaveOutSent(body) {
  /** @type {Map<string, string>} */
  const stamps = new Map();
  for (const [role, file] of [...body]) {
    if (!(file instanceof File)) continue;
    const stamp = file.name + file.size + file.lastModified;
    // A picture goes once; from then on its receipt stands in for it.
    if (file.size === 0 || sent.get(role) === stamp) body.set(role, new File([], ""));
    else stamps.set(role, stamp);
  }
  return stamps;
}

/** @param {{ html: string, uploads: Record<string, string>, contrast: string }} drawn */
function show({ html, uploads, contrast }) {
  for (const [role, id] of Object.entries(uploads)) {
    element(`[name="upload.${role}"]`, HTMLInputElement, form).value = id;
  }
  element("#contrast", HTMLElement, form).hidden = contrast === "";
  faultOf("contrast").textContent = contrast;
  preview.innerHTML = html;
}

async function draw() {
  running?.abort();
  const current = (running = new AbortController());
  const body = new FormData(form);
  const stamps = leaveOutSent(body);
  try {
    const response = await fetch(dataOf(form, "preview"), {
      method: "POST",
      body,
      headers: { accept: "application/json" },
      signal: current.signal,
    });
    if (!response.ok) return;
    const drawn = await response.json();
    for (const [role, stamp] of stamps) {
      sent.set(role, stamp);
      // Stays until another picture is chosen: this one does not go again.
      faultOf(role).textContent = drawn.refused[role] ?? "";
    }
    show(drawn);
  } catch {
    // Stopped for a newer one, or no connection: the next change tries again.
  }
}

function showOwnTexts() {
  for (const own of elements("[data-own-text]", HTMLElement, form)) {
    const source = element(`[name="${dataOf(own, "ownText")}"]`, HTMLSelectElement, form);
    own.hidden = source.value !== "text";
  }
}

form.addEventListener("input", () => {
  showOwnTexts();
  clearTimeout(waiting);
  waiting = setTimeout(draw, pause);
});
showOwnTexts();
