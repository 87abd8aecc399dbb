import { forget, keep, recall } from "./door-memory.js";
import { getAll, put, remove } from "./door-store.js";

const key = "door-token";

/**
 * Returns the device token from the address or from this page's storage, at once, since a scanner may type
 * already; removes it from the address bar.
 */
export function takeToken() {
  const given = /^#([\w-]{43})$/.exec(location.hash)?.[1];
  if (given) {
    keep(key, given);
    put("token", given, key).catch(() => undefined);
  }
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  return recall(key);
}

/**
 * Returns the device token from the disk: a browser that is killed loses what localStorage took in the last seconds.
 * @returns {Promise<string | undefined>}
 */
export const recoverToken = () =>
  getAll("token").then(
    ([stored]) => stored,
    () => undefined,
  );

export function forgetToken() {
  forget(key);
  remove("token", key).catch(() => undefined);
}
