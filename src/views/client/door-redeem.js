import { decideAlone, noteUse } from "./door-alone.js";
import { call } from "./door-call.js";
import { now } from "./door-clock.js";
import { dropScan, keepAsked } from "./door-kept.js";
import { storedManifest } from "./door-manifest.js";
import { mayBeOwnCode } from "./door-own-codes.js";
import { isCovered, noteCoverage, tellCoverage } from "./door-sync.js";
/** @import { DoorTexts } from "../texts/door-nb.ts" */

/** @typedef {Exclude<keyof DoorTexts["script"]["refusals"], "just_scanned">} Reason */
/** @typedef {{ doors?: string | undefined, start: string, end: string }} NextSession */
/** @typedef {{ key: string, label: string, usesLeft: number }} PartLeft */
/** @typedef {{ accepted: true, admitted: number, usesLeft: number | null, offerTitle: string, lastsUntil?: string, part?: { key: string, label: string, letsIn: boolean }, partsLeft?: PartLeft[] }} Accepted */
/** @typedef {{ accepted: false, reason: Reason, secondsSinceLastUse?: number, lastsUntil?: string, nextSession?: NextSession, opensAt?: string, partsLeft?: PartLeft[] }} Refused */
/** @typedef {Accepted | Refused} Answer */
/** @typedef {{ accepted: false, reason: "how_many", admits: number, offerTitle: string }} HowMany */
/** @typedef {{ accepted: false, reason: "which_part", partsLeft: PartLeft[], offerTitle: string }} WhichPart */
/** @typedef {{ accepted: false, reason: "just_scanned", admits?: number, offerTitle: string, secondsSinceLastUse: number, lastScanId: string }} JustScanned */
/** @typedef {{ again: "offline" | "busy", after?: number }} Delay */
/** @typedef {{ code: string, scanId: string, admitted: number | "ask", part?: string | undefined }} Scan */

const maxWait = 5;

/**
 * @param {number} seconds
 * @param {AbortSignal} signal
 */
const pause = (seconds, signal) =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", resolve, { once: true });
  });

/**
 * @param {Reason} reason
 * @returns {Answer}
 */
const refuse = (reason) => ({ accepted: false, reason });

/** Whether people typed the text, so that the service limits how often it is wrong. @param {string} code */
const isNumber = (code) => /^[\d\s.-]+$/.test(code);

/**
 * Sends a scan once; returns the answer, or `again` with the reason to repeat it.
 * @param {string} token
 * @param {Scan} scan
 * @param {AbortSignal} signal
 * @returns {Promise<Answer | HowMany | JustScanned | WhichPart | { isClosed: true } | Delay>}
 */
async function ask(token, scan, signal) {
  const options = { method: "POST", body: scan, signal };
  const sent = await call(token, "redemptions", options).catch(() => undefined);
  if (!sent) return { again: "offline" };
  const { response, body } = sent;
  const { status, headers } = response;
  // A captive portal may have answered with a page of its own.
  if (response.ok) return body ?? { again: "offline" };
  if (status === 401) return { isClosed: true };
  if (status === 429 && isNumber(scan.code)) return refuse("too_many_numbers");
  if (status === 429 || status >= 500) {
    return { again: "busy", after: Number(headers.get("retry-after")) };
  }
  /** @type {{ errors?: { path: string }[] } | undefined} */
  const problem = body;
  if (problem?.errors?.some(({ path }) => path === "admitted")) return refuse("too_many");
  return refuse(status === 400 || status === 422 ? "not_a_ticket" : "unclear");
}

/** @param {Answered} answer */
const isQuestion = (answer) =>
  "reason" in answer &&
  (answer.reason === "how_many" ||
    answer.reason === "just_scanned" ||
    answer.reason === "which_part");

/** @typedef {Exclude<Awaited<ReturnType<typeof ask>>, Delay>} Answered */

/**
 * The service's answer, or this phone's own decision without coverage.
 * @param {string} token
 * @param {Scan} scan
 * @param {AbortSignal} signal
 */
async function answerTo(token, scan, signal) {
  const alone = isCovered() ? undefined : await decideAlone(scan);
  if (alone) return alone;
  const answer = await ask(token, scan, signal);
  if (signal.aborted) return answer;
  const hasCoverage = !("again" in answer && answer.again === "offline");
  noteCoverage(hasCoverage);
  if (!hasCoverage) return (await decideAlone(scan)) ?? answer;
  if ("accepted" in answer && answer.accepted) await noteUse(scan, answer);
  else if (!("again" in answer)) await dropScan(scan.scanId);
  const isUnknown = "reason" in answer && answer.reason === "unknown_barcode";
  const { offers } = (isUnknown && (await storedManifest())) || { offers: [] };
  return mayBeOwnCode(scan.code, offers) ? refuse("own_code") : answer;
}

/**
 * Repeats a scan with the same id until there is an answer; undefined when `signal` is aborted.
 * @param {string} token
 * @param {Scan} scan
 * @param {AbortSignal} signal
 * @param {(why: Delay["again"]) => void} onWait
 */
export async function redeem(token, scan, signal, onWait) {
  const { scanId, code, part } = scan;
  const admitted = scan.admitted === "ask" ? 1 : scan.admitted;
  const scannedAt = now().toISOString();
  await keepAsked({ scanId, code, admitted, part, scannedAt, admittedOffline: false });
  const answer = await repeat(token, scan, signal, onWait);
  if (!answer || isQuestion(answer)) await dropScan(scanId);
  await tellCoverage();
  return answer;
}

/**
 * @param {string} token
 * @param {Scan} scan
 * @param {AbortSignal} signal
 * @param {(why: Delay["again"]) => void} onWait
 * @returns {Promise<Answered | undefined>}
 */
async function repeat(token, scan, signal, onWait) {
  for (let wait = 1; ; wait = Math.min(wait * 2, maxWait)) {
    const answer = await answerTo(token, scan, signal);
    if (signal.aborted) return undefined;
    if (!("again" in answer)) return answer;
    onWait(answer.again);
    await pause(answer.after || wait, signal);
    if (signal.aborted) return undefined;
  }
}
