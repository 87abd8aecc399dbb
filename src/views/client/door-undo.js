import { call } from "./door-call.js";

/**
 * Undoes a scan; returns whether it is undone.
 * @param {string} token
 * @param {string} scanId
 */
export async function undo(token, scanId) {
  const path = `redemptions/${encodeURIComponent(scanId)}/undo`;
  const answer = await call(token, path, { method: "POST" }).catch(() => undefined);
  return answer?.response.ok ?? false;
}
