import { forget, keep, recall } from "./door-memory.js";

const key = "door-token";

/** The entrance's token, from the address or from an earlier visit. It does not stay in the address bar. */
export function takeToken() {
  const given = /^#([\w-]{43})$/.exec(location.hash)?.[1];
  if (given) keep(key, given);
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  return recall(key);
}

export const forgetToken = () => forget(key);
