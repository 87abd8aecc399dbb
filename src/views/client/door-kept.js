import { call } from "./door-call.js";
import { getAll, put, remove } from "./door-store.js";

/**
 * A scan as it waits on this phone. `admittedOffline` is what the phone decided, false until it has.
 * `usedBy` is the ticket of which it takes a use, `sent` when the service had it. `undone`: it was taken back here, which
 * the service is told whether or not it has the scan by then.
 * @typedef {{ scanId: string, code: string, admitted: number, scannedAt: string, order?: number,
 *   part?: string | undefined, admittedOffline: boolean, usedBy?: string | undefined, sent?: number,
 *   undone?: true }} KeptScan
 */

/** Scans in a request. */
const most = 500;
/** Milliseconds for a request. */
const timeout = 60_000;

/** @type {Promise<Map<string, KeptScan>>} */
const kept = getAll("scans").then(
  (/** @type {KeptScan[]} */ stored) => new Map(stored.map((scan) => [scan.scanId, scan])),
  () => new Map(),
);
/** Scans that the service is being asked about. @type {Set<string>} */
const asked = new Set();

/**
 * Keeps a scan, or what is new of it. Resolves once it is on the disk; rejects where nothing can be kept.
 * @param {KeptScan} scan
 */
export async function keepScan(scan) {
  const scans = await kept;
  const whole = { ...scans.get(scan.scanId), ...scan };
  whole.order = await put("scans", whole);
  scans.set(scan.scanId, whole);
  asked.delete(scan.scanId);
}

/**
 * Keeps a scan that the service is asked about. When the page ends before the answer, the scan is later sent as
 * one that admitted no one, since no answer was shown.
 * @param {KeptScan} scan
 */
export async function keepAsked(scan) {
  asked.add(scan.scanId);
  await keepScan(scan).catch(() => undefined);
  asked.add(scan.scanId);
}

/** @param {string} scanId */
export async function dropScan(scanId) {
  const scans = await kept;
  const order = scans.get(scanId)?.order;
  scans.delete(scanId);
  asked.delete(scanId);
  if (order !== undefined) await remove("scans", order).catch(() => undefined);
}

/**
 * Takes back what this phone admitted and of which no answer has come, also while it is being sent; false for any other
 * scan.
 * @param {string} scanId
 */
export async function undoKept(scanId) {
  const scan = (await kept).get(scanId);
  if (!scan || scan.sent !== undefined) return false;
  await keepScan({ ...scan, admittedOffline: false, usedBy: undefined, undone: true });
  return true;
}

const waitingOf = (/** @type {Map<string, KeptScan>} */ scans) =>
  [...scans.values()]
    .filter(({ scanId, sent }) => sent === undefined && !asked.has(scanId))
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));

/** How many scans the service has not got. */
export const countWaiting = async () => waitingOf(await kept).length;

/**
 * The scans with which this phone admitted the ticket and that the manifest does not count yet.
 * @param {string} serialNumber
 */
export const ownUses = async (serialNumber) =>
  [...(await kept).values()].filter(({ usedBy }) => usedBy === serialNumber);

const anew = "-alone";

/**
 * Keeps a scan under a new id when the service refused its first request, the answer was lost, and this phone then
 * admitted it: an admission has happened and is recorded.
 * @param {KeptScan} scan
 */
async function keepAnew({ scanId, code, admitted, part, scannedAt }) {
  if (scanId.endsWith(anew)) return;
  await keepScan({ scanId: scanId + anew, code, admitted, part, scannedAt, admittedOffline: true });
}

/** Whether the service could not record the scan, which is sent again. @param {{ error?: { code: string } }} item */
const isOwedAgain = ({ error }) => error?.code === "unavailable";

/**
 * Sends what waits, in the order in which it was scanned. What the service could not record waits on and holds up
 * nothing behind it.
 * @param {string} token
 * @param {Set<string>} [owedAgain] Scans that were tried and wait on.
 * @returns {Promise<"sent" | "closed" | "offline">}
 */
export async function sendKept(token, owedAgain = new Set()) {
  const left = waitingOf(await kept).filter(({ scanId }) => !owedAgain.has(scanId));
  const waiting = left.slice(0, most);
  if (waiting.length === 0) return "sent";
  const scans = waiting.map(
    ({ scanId, code, admitted, part, scannedAt, admittedOffline, undone }) => ({
      scanId,
      code,
      admitted,
      part,
      scannedAt,
      admittedOffline,
      undone,
    }),
  );
  const options = { method: "POST", body: { scans }, timeout };
  const answer = await call(token, "redemptions/batch", options).catch(() => undefined);
  if (answer?.response.status === 401) return "closed";
  if (!answer?.response.ok || !Array.isArray(answer.body?.items)) return "offline";
  /** @type {{ scanId: string, accepted?: boolean, error?: { code: string } }[]} */
  const items = answer.body.items;
  for (const item of items) if (isOwedAgain(item)) owedAgain.add(item.scanId);
  const refused = new Set(items.flatMap((item) => (item.accepted === false ? item.scanId : [])));
  for (const scan of waiting.filter(({ scanId }) => !owedAgain.has(scanId))) {
    // Taken back while it was under way: that is sent, too.
    if ((await kept).get(scan.scanId)?.undone !== scan.undone) continue;
    await keepScan({ ...scan, sent: Date.now() });
    if (scan.admittedOffline && refused.has(scan.scanId)) await keepAnew(scan);
  }
  return sendKept(token, owedAgain);
}

/**
 * Drops the scans that the service had before a manifest was asked for, which so counts them.
 * @param {number} since
 */
export async function dropCounted(since) {
  for (const { scanId, sent = Infinity } of [...(await kept).values()]) {
    if (sent < since) await dropScan(scanId);
  }
}
