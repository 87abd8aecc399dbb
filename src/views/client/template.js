// Redraws the preview after each change, suggests colours with enough contrast, and shows the text input
// of a field only where its source is "text".
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
 * Empties the images that are uploaded already, and returns the fingerprints of the others by role.
 * @param {FormData} body
 */
function leaveOutSent(body) {
  /** @type {Map<string, string>} */
  const stamps = new Map();
  for (const [role, file] of [...body]) {
    if (!(file instanceof File)) continue;
    const stamp = file.name + file.size + file.lastModified;
    // An image is uploaded once; later requests carry the id of its upload.
    if (file.size === 0 || sent.get(role) === stamp) body.set(role, new File([], ""));
    else stamps.set(role, stamp);
  }
  return stamps;
}

/** @param {{ html: string, uploads: Record<string, string>, thumbnails: Record<string, string>, contrast: string }} drawn */
function show({ html, uploads, thumbnails, contrast }) {
  for (const image of elements("[data-thumbnail]", HTMLImageElement, form)) {
    const drawn = thumbnails[dataOf(image, "thumbnail")];
    image.hidden = drawn === undefined;
    if (drawn !== undefined) image.src = drawn;
  }
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
      // The message stays until another image is chosen, since this one is not sent again.
      faultOf(role).textContent = drawn.refused[role] ?? "";
    }
    show(drawn);
  } catch {
    // Aborted by a newer request, or offline: the next change tries again.
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
