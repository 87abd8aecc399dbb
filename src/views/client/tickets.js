// Keeps a claim link's tickets on the device, so that the page and its codes open without coverage.

const scope = location.pathname;
const cacheName = `tickets ${scope}`;
const language = new URLSearchParams(location.search).get("lang");
/** The page in the language that was chosen, without what it said once. */
const page = language === null ? scope : `${scope}?${new URLSearchParams({ lang: language })}`;

/** What the page shows and leads to: itself, its files, and the screens with codes. */
function addresses() {
  const files = [...document.querySelectorAll("link[rel=stylesheet], script[src], img")].map(
    (element) => element.getAttribute("href") ?? element.getAttribute("src"),
  );
  const codes = [...document.querySelectorAll("a[data-code]")].map((link) =>
    link.getAttribute("href"),
  );
  return [page, ...files, ...codes].filter((address) => address !== null);
}

async function keep() {
  await navigator.serviceWorker.register("/tickets-worker.js", { scope });
  const cache = await caches.open(cacheName);
  // One after the other: what the page itself is loading comes first, and is not loaded twice.
  for (const address of addresses()) {
    // The language stands in the query, and the content's hash in a file's name.
    const isKept = await cache.match(address, { ignoreVary: true, ignoreSearch: true });
    if (!isKept) await cache.add(address);
  }
}

async function forget() {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  await registration?.unregister();
  await caches.delete(cacheName);
  location.replace("/t");
}

if ("serviceWorker" in navigator && "caches" in globalThis) {
  const kept = document.querySelector("[data-kept]");
  if (kept instanceof HTMLElement && kept.hidden) {
    // Where storage is forbidden, as in a private window, the page works as without script.
    keep().catch(() => undefined);
  } else addEventListener("online", () => location.reload());
  const button = document.querySelector("[data-forget]");
  if (button instanceof HTMLElement) {
    button.hidden = false;
    button.addEventListener("click", () => void forget());
  }
}

/** Whether the page is in use, so that a reload would interrupt. */
const isBusy = () =>
  document.hidden ||
  (document.activeElement !== null && document.activeElement !== document.body) ||
  document.querySelector("details[open]") !== null;

if (document.querySelector("[data-preparing]")) {
  setInterval(() => {
    if (!isBusy()) location.reload();
  }, 5000);
}
