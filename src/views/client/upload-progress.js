// Shows that an upload or a long save is under way, and how far it is where the server says so. A refused one is sent again by the browser itself, which shows its faults.
import { dataOf, element, elements } from "./element.js";

/** @param {ReadableStream<Uint8Array>} body */
async function* linesOf(body) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const lines = (rest + decoder.decode(value, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield JSON.parse(line);
  }
}

/**
 * @param {HTMLElement} section
 * @param {number} share
 */
function show(section, share) {
  element("progress", HTMLProgressElement, section).value = share;
  const text = dataOf(section, "done").replace("{percent}", String(Math.floor(share * 10) * 10));
  const status = element("[role=status]", HTMLElement, section);
  // Screen readers announce every write to a status, even of the same text.
  if (status.textContent !== text) status.textContent = text;
}

/**
 * Sends the form, and returns where to go; undefined: it was refused.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} section
 */
async function send(form, section) {
  const type = "application/x-ndjson";
  const data = new FormData(form);
  const isUpload = form.enctype === "multipart/form-data";
  const response = await fetch(form.action, {
    method: "POST",
    body: isUpload ? data : new URLSearchParams(/** @type {any} */ (data)),
    headers: { accept: type },
  });
  if (!response.body || response.headers.get("content-type") !== type) return undefined;
  for await (const { share, location } of linesOf(response.body)) {
    if (location) {
      // As the server does in other answers, for keep-typed.js.
      const path = encodeURIComponent(new URL(form.action).pathname);
      document.cookie = `taken=${path}; Max-Age=60; Path=/; SameSite=Lax`;
      return location;
    }
    if (share !== undefined) show(section, share);
  }
  return undefined;
}

for (const section of elements("[data-upload]", HTMLElement)) {
  const form = section.closest("form");
  // Also when the browser shows the page again that it left.
  window.addEventListener("pageshow", () => {
    section.hidden = true;
  });
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!section.hidden) return;
    section.hidden = false;
    // Written now, or a screen reader does not say it.
    const { working } = section.dataset;
    if (working) element("[role=status]", HTMLElement, section).textContent = working;
    try {
      const next = await send(form, section);
      if (next === undefined) form.submit();
      else window.location.assign(next);
    } catch {
      // The connection broke off: what became of it, the page says.
      window.location.assign(new URL(form.action).pathname);
    }
  });
}
