// The service worker of the door page, so that it opens without coverage. The service writes two lines
// before this script: `self.doorFiles`, all that the page loads, and `self.doorVersion`, their hash.

/** @typedef {Event & { request: Request, waitUntil: (work: Promise<unknown>) => void, respondWith: (answer: Promise<Response>) => void }} WorkerEvent */
/** @typedef {{ doorFiles: string[], doorVersion: string, skipWaiting: () => Promise<void>, clients: { claim: () => Promise<void> } }} Worker */

const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));
const name = `door ${worker.doorVersion}`;
/** Ignores `Vary`: a cached response in other words is better than none. */
const anyVary = { ignoreVary: true };
/** Milliseconds after which a slow network counts as none. */
const limit = 2000;

async function install() {
  const cache = await caches.open(name);
  await cache.addAll(worker.doorFiles);
  await worker.skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  const old = names.filter((each) => each.startsWith("door ") && each !== name);
  await Promise.all(old.map((each) => caches.delete(each)));
  await worker.clients.claim();
}

/**
 * The page: from the network, so that a new release comes, or else as it was kept.
 * @param {Request} request
 */
async function page(request) {
  const kept = (await caches.match(request, anyVary)) ?? (await caches.match("/door", anyVary));
  const asked = fetch(request);
  if (!kept) return asked;
  const late = new Promise((resolve) => setTimeout(resolve, limit));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  return answer instanceof Response && answer.ok ? answer : kept;
}

/** @param {Request} request */
const file = async (request) => (await caches.match(request, anyVary)) ?? fetch(request);

addEventListener("install", (event) => /** @type {WorkerEvent} */ (event).waitUntil(install()));
addEventListener("activate", (event) => /** @type {WorkerEvent} */ (event).waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request, respondWith } = /** @type {WorkerEvent} */ (event);
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname === "/door") respondWith.call(event, page(request));
  else if (pathname.startsWith("/assets/")) respondWith.call(event, file(request));
});
