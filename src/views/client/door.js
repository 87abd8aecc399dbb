// A phone at the door: reads a ticket's code, asks whether it is valid, and shows the answer.
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
/** @type {{ barcode: string, scanId: string } | undefined} */
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
 * @param {string} barcode
 * @param {number} admitted
 */
async function judge(barcode, admitted) {
  if (!token) return;
  // Given up and scanned again it is the same scan: it may have been counted although nobody saw the answer.
  const scanId = unanswered?.barcode === barcode ? unanswered.scanId : crypto.randomUUID();
  unanswered = { barcode, scanId };
  const answer = await redeem(token, { barcode, scanId, admitted }, openAnswer(), sayWhy);
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
async function deal(text) {
  const admitted = await howMany(admitsOf(text));
  if (admitted) await judge(text, admitted);
}

/**
 * One at a time, from the code to the answer's end.
 * @param {string} text
 */
function scan(text) {
  if (isBusy || !token) return;
  isBusy = true;
  current = deal(text).finally(() => (isBusy = false));
}

takeTyped(async (text) => {
  // Hand-held scanners type faster than browsers tell that the last answer was closed.
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
