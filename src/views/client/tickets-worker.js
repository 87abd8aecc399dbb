// The service worker of one claim link's pages, so that they open without coverage. Its scope is the link's path,
// and its cache is named by it: nothing of one link is shown under another.

/** @typedef {Event & { request: Request, waitUntil: (work: Promise<unknown>) => void, respondWith: (answer: Promise<Response>) => void }} WorkerEvent */
/** @typedef {{ registration: ServiceWorkerRegistration, skipWaiting: () => Promise<void>, clients: { claim: () => Promise<void> } }} Worker */

const worker = /** @type {Worker} */ (/** @type {unknown} */ (self));
const scope = new URL(worker.registration.scope).pathname;
const cacheName = `tickets ${scope}`;
/** Ignores `Vary`: a cached response in other words is better than none. */
const anyVary = { ignoreVary: true };
const anyQuery = { ...anyVary, ignoreSearch: true };
/** Milliseconds after which a slow network counts as none. */
const limit = 4000;

/** The link has ended or was replaced: nothing of it stays on the device. */
async function forget() {
  await caches.delete(cacheName);
  await worker.registration.unregister();
}

/**
 * Keeps the page. Newer tickets take the place of older ones, in whatever language, and of the codes of those
 * that are no more.
 * @param {Request} request
 * @param {Response} answer
 */
async function keep(request, answer) {
  const cache = await caches.open(cacheName);
  if (new URL(request.url).pathname === scope) {
    const html = await answer.clone().text();
    const isOver = (/** @type {string} */ path) => path.endsWith("/code") && !html.includes(path);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      if (pathname === scope || isOver(pathname)) await cache.delete(url, anyVary);
    }
  }
  await cache.put(request, answer);
}

/** @param {Request} request */
async function ask(request) {
  const answer = await fetch(request);
  if (answer.ok) await keep(request, answer.clone());
  else if (answer.status === 404 || answer.status === 410) {
    if (new URL(request.url).pathname === scope) await forget();
    else await (await caches.open(cacheName)).delete(request, anyQuery);
  }
  return answer;
}

/**
 * A kept page, which says how old it is: the tickets where this one was not kept.
 * @param {Request} request
 */
async function findKept(request) {
  const cache = await caches.open(cacheName);
  const found =
    (await cache.match(request, anyVary)) ??
    (await cache.match(request, anyQuery)) ??
    (await cache.match(scope, anyQuery));
  if (!found) return undefined;
  const html = (await found.text()).replace('data-kept="" hidden=""', 'data-kept=""');
  const headers = new Headers(found.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(html, { headers });
}

/**
 * From the network, so that a revoked ticket shows; or else as it was kept.
 * @param {WorkerEvent} event
 */
async function page(event) {
  const { request } = event;
  const asked = ask(request);
  // Also a late answer is kept.
  event.waitUntil(asked.catch(() => undefined));
  const late = new Promise((resolve) => setTimeout(resolve, limit));
  const answer = await Promise.race([asked, late]).catch(() => undefined);
  if (answer instanceof Response && answer.status < 500) return answer;
  return (await findKept(request)) ?? asked;
}

/**
 * Answers a request for a file with a content hash in its name: from the cache, where it never goes stale.
 * @param {Request} request
 */
async function file(request) {
  const cache = await caches.open(cacheName);
  const known = await cache.match(request, anyVary);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/**
 * A code that counts as fetched when it is shown: without coverage the tickets stay, which say what to do.
 * @param {Request} request
 */
async function firstCode(request) {
  try {
    return await fetch(request);
  } catch {
    return (await findKept(new Request(scope))) ?? Response.error();
  }
}

/** @param {string} path */
const isPage = (path) => path === scope || (path.startsWith(`${scope}/`) && path.endsWith("/code"));

addEventListener("install", (event) =>
  /** @type {WorkerEvent} */ (event).waitUntil(worker.skipWaiting()),
);
addEventListener("activate", (event) =>
  /** @type {WorkerEvent} */ (event).waitUntil(worker.clients.claim()),
);
addEventListener("fetch", (raw) => {
  const event = /** @type {WorkerEvent} */ (raw);
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && request.mode === "navigate" && pathname.endsWith("/code")) {
    event.respondWith(firstCode(request));
    return;
  }
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && isPage(pathname)) {
    event.respondWith(page(event));
  } else if (/^\/(assets|images)\//.test(pathname)) event.respondWith(file(request));
});
