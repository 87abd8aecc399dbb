// The door page: scans a code, redeems it, and shows the answer.
import { closeAnswer, makeRoom, openAnswer, sayWhy, showAnswer, showUndo } from "./door-answer.js";
import { nextAttempt } from "./door-attempt.js";
import { offerCamera, stopCamera } from "./door-camera-panel.js";
import { addAdmissions, countsToday, showEntrance } from "./door-entrance.js";
import "./door-keypad.js";
import { note } from "./door-latest.js";
import { cancelQuestion, howMany, whichPart } from "./door-question.js";
import { forgetManifest } from "./door-manifest.js";
import { redeem } from "./door-redeem.js";
import { signal } from "./door-signals.js";
import { prepare, showCoverage } from "./door-status.js";
import { startSync, stopSync } from "./door-sync.js";
import { forgetToken, recoverToken, takeToken } from "./door-token.js";
import { takeTyped } from "./door-typing.js";
import { undo } from "./door-undo.js";
import { createView } from "./door-view.js";
import { element, elements } from "./element.js";
/** @import { Attempt } from "./door-attempt.js" */
/** @import { Accepted } from "./door-redeem.js" */
/** @import { Coverage } from "./door-sync.js" */

const newInView = createView();
const forgetDialog = element("#forget", HTMLDialogElement);
/** @type {string | undefined} */
let token;
let underWay = 0;
let current = Promise.resolve();
/** @type {Attempt | undefined} */
let unanswered;
/** What follows when a scan of this page is undone, by scan id. @type {Map<string, () => void>} */
const onUndone = new Map();

/** @param {"ready" | "noEntrance" | "closed"} state */
function show(state) {
  for (const part of elements("[data-when]", HTMLElement)) {
    part.hidden = part.dataset.when !== state;
  }
}

async function open() {
  token = takeToken() ?? (await recoverToken());
  show(token ? "ready" : "noEntrance");
  if (!token) return;
  prepare();
  startSync(token, { onClosed: () => leave("closed"), onChange: noteCoverage });
  if (!(await showEntrance(token))) leave("closed");
}

let hadCoverage = true;

/** @param {Coverage} coverage */
function noteCoverage(coverage) {
  showCoverage(coverage);
  // The day's count is the service's.
  if (token && coverage.hasCoverage && !hadCoverage) showEntrance(token);
  hadCoverage = coverage.hasCoverage;
}

/** @param {"noEntrance" | "closed"} state */
function leave(state) {
  forgetToken();
  token = undefined;
  stopSync();
  forgetManifest();
  stopCamera();
  show(state);
}

/**
 * @param {string} scanId
 * @param {Accepted} answer
 */
function noteAccepted(scanId, answer) {
  const counted = countsToday(answer) ? answer.admitted : 0;
  addAdmissions(counted);
  const markUndone = note(answer, () => undoScan(scanId));
  onUndone.set(scanId, () => {
    onUndone.delete(scanId);
    markUndone();
    addAdmissions(-counted);
  });
}

/** @param {string} scanId */
async function undoScan(scanId) {
  if (!token) return;
  const isUndone = await undo(token, scanId);
  if (isUndone) onUndone.get(scanId)?.();
  await showUndo(isUndone);
}

/**
 * @param {string} code
 * @param {number | "ask"} admitted
 * @param {string} [part]
 * @returns {Promise<void>}
 */
async function judge(code, admitted, part) {
  if (!token) return;
  unanswered = nextAttempt(unanswered, code, part);
  const { scanId } = unanswered;
  const answer = await redeem(token, { code, scanId, admitted, part }, openAnswer(), sayWhy);
  if (!answer) return;
  if ("isClosed" in answer) {
    closeAnswer();
    leave("closed");
    return;
  }
  if (!answer.accepted && answer.reason === "which_part") {
    closeAnswer();
    const chosen = await whichPart(answer);
    if (chosen) await judge(code, "ask", chosen);
    return;
  }
  if (!answer.accepted && answer.reason === "how_many") {
    closeAnswer();
    const number = await howMany(answer);
    if (number) await judge(code, number, part);
    return;
  }
  unanswered = undefined;
  const isAgain = !answer.accepted && answer.reason === "just_scanned";
  const isUndecided = isAgain || (!answer.accepted && answer.reason === "own_code");
  signal(isUndecided ? "again" : answer.accepted ? "accepted" : "refused");
  if (answer.accepted) noteAccepted(scanId, answer);
  else if (!isAgain) note(answer, () => undefined);
  const choice = await showAnswer(answer);
  if (choice === "undo") await undoScan(isAgain ? answer.lastScanId : scanId);
  if (choice === "again" && isAgain) {
    const number = await howMany({ ...answer, admits: answer.admits ?? 1 });
    if (number) await judge(code, number, part);
  }
}

/**
 * Handles one code after the other.
 * @param {string} code
 */
function scan(code) {
  if (!token) return;
  if (underWay > 0) {
    cancelQuestion();
    makeRoom();
  }
  underWay += 1;
  current = current
    .then(() => judge(code, "ask"))
    .catch(() => undefined)
    .finally(() => (underWay -= 1));
}

takeTyped(scan);
offerCamera((codes) => {
  const isFree = underWay === 0 && !document.querySelector("dialog[open]");
  const text = newInView(codes, performance.now(), isFree);
  if (text !== undefined) scan(text);
});
element("#leave", HTMLButtonElement).addEventListener("click", () => {
  forgetDialog.returnValue = "";
  forgetDialog.showModal();
});
forgetDialog.addEventListener("close", () => {
  if (forgetDialog.returnValue === "yes") leave("noEntrance");
});
addEventListener("hashchange", open);
document.addEventListener("visibilitychange", async () => {
  if (token && !document.hidden && !(await showEntrance(token))) leave("closed");
});
open();
