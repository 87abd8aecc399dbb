import { call } from "./door-call.js";
import { dropScan, undoKept } from "./door-kept.js";

/**
 * Undoes a scan, of the service or one that still waits on this phone; returns whether it is undone.
 * @param {string} token
 * @param {string} scanId
 */
export async function undo(token, scanId) {
  if (await undoKept(scanId)) return true;
  const path = `redemptions/${encodeURIComponent(scanId)}/undo`;
  const answer = await call(token, path, { method: "POST" }).catch(() => undefined);
  const isUndone = answer?.response.ok ?? false;
  if (isUndone) await dropScan(scanId);
  return isUndone;
}
