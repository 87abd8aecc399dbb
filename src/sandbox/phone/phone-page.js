// Keeps the phone current without a reload, and turns tickets without one.
/** @param {Document} page */
function layoutOf(page) {
  const layout = page.querySelector("[data-version]");
  if (layout instanceof HTMLElement) return layout;
  throw new Error("The page has no version.");
}

const layout = layoutOf(document);
let isShowing = false;
let isOwed = false;

async function show() {
  isOwed = true;
  if (isShowing) return;
  isShowing = true;
  try {
    while (isOwed) {
      isOwed = false;
      const response = await fetch(location.href);
      if (!response.ok) break;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      layout.dataset.version = layoutOf(page).dataset.version;
      for (const part of document.querySelectorAll("[data-live]")) replace(part, page);
    }
  } catch {
    // The service is starting anew: the stream of events says when it is back.
  } finally {
    isShowing = false;
  }
}

/**
 * @param {Element} part
 * @param {Document} page
 */
function replace(part, page) {
  const fresh = page.getElementById(part.id);
  if (!fresh || fresh.innerHTML === part.innerHTML) return;
  const focused = part.contains(document.activeElement) ? document.activeElement?.id : "";
  const before = part.querySelector("[data-state]")?.getAttribute("data-state");
  part.replaceChildren(...fresh.childNodes);
  const ticket = part.querySelector("[data-state]");
  const after = ticket?.getAttribute("data-state");
  if (before && before !== after) ticket?.classList.add("turned");
  const next = focused && (document.getElementById(focused) ?? part.querySelector("a"));
  if (next && next !== part) next.focus({ preventScroll: true });
}

/** @param {MouseEvent} event */
function turn(event) {
  const link = event.target instanceof Element && event.target.closest("a[data-turn]");
  if (!(link instanceof HTMLAnchorElement)) return;
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, "", link.href);
  show();
}

document.addEventListener("click", turn);
addEventListener("popstate", show);
new EventSource("/sandbox/phone/events").addEventListener("version", ({ data }) => {
  if (data !== layout.dataset.version) show();
});
