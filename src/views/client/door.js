// The door page: scans a barcode, redeems it, and shows the answer.
import { closeAnswer, openAnswer, sayWhy, showAnswer } from "./door-answer.js";
import { admitsOf } from "./door-barcode.js";
import { offerCamera, stopCamera } from "./door-camera-panel.js";
import { note } from "./door-latest.js";
import { howMany } from "./door-question.js";
import { redeem } from "./door-redeem.js";
import { signal } from "./door-signals.js";
import { forgetToken, takeToken } from "./door-token.js";
import { takeTyped } from "./door-typing.js";
import { createView } from "./door-view.js";
import { element, elements } from "./element.js";

const newInView = createView();
const forgetDialog = element("#forget", HTMLDialogElement);
/** @type {string | undefined} */
let token;
let isBusy = false;
let current = Promise.resolve();
/** @type {{ code: string, scanId: string } | undefined} */
let unanswered;

/** @param {"ready" | "noEntrance" | "closed"} state */
function show(state) {
  for (const part of elements("[data-when]", HTMLElement)) {
    part.hidden = part.dataset.when !== state;
  }
}

function open() {
  token = takeToken();
  show(token ? "ready" : "noEntrance");
}

/** @param {"noEntrance" | "closed"} state */
function leave(state) {
  forgetToken();
  token = undefined;
  stopCamera();
  show(state);
}

/**
 * @param {string} code
 * @param {number} admitted
 */
async function judge(code, admitted) {
  if (!token) return;
  // After giving up, the same code keeps its scan id: the service may have counted it without an answer.
  const scanId = unanswered?.code === code ? unanswered.scanId : crypto.randomUUID();
  unanswered = { code, scanId };
  const answer = await redeem(token, { code, scanId, admitted }, openAnswer(), sayWhy);
  if (!answer) return;
  unanswered = undefined;
  if ("isClosed" in answer) {
    closeAnswer();
    leave("closed");
    return;
  }
  signal(answer.accepted);
  note(answer);
  await showAnswer(answer);
}

/** @param {string} text */
async function handle(text) {
  const admitted = await howMany(admitsOf(text));
  if (admitted) await judge(text, admitted);
}

/**
 * Handles one code at a time; others are ignored until its answer is closed.
 * @param {string} text
 */
function scan(text) {
  if (isBusy || !token) return;
  isBusy = true;
  current = handle(text).finally(() => (isBusy = false));
}

takeTyped(async (text) => {
  // A hand-held scanner types faster than the close event of the last answer arrives.
  await current.catch(() => undefined);
  scan(text);
});
offerCamera((codes) => {
  const isFree = !isBusy && !document.querySelector("dialog[open]");
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
open();
