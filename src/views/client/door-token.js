import { forget, keep, recall } from "./door-memory.js";

const key = "door-token";

/** Returns the device token from the address or from storage, and removes it from the address bar. */
export function takeToken() {
  const given = /^#([\w-]{43})$/.exec(location.hash)?.[1];
  if (given) keep(key, given);
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  return recall(key);
}

export const forgetToken = () => forget(key);
