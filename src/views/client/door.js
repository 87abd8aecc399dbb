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
import { makeView } from "./door-view.js";

const newInView = makeView();
const forgetDialog = document.querySelector("#forget");
let token;
let isBusy = false;
let current = Promise.resolve();
let unanswered;

function show(state) {
  for (const part of document.querySelectorAll("[data-when]")) {
    part.hidden = part.dataset.when !== state;
  }
}

function open() {
  token = takeToken();
  show(token ? "ready" : "noEntrance");
}

function leave(state) {
  forgetToken();
  token = undefined;
  stopCamera();
  show(state);
}

async function judge(barcode, admitted) {
  // Given up and scanned again it is the same scan: it may have been counted although nobody saw the answer.
  const scanId = unanswered?.barcode === barcode ? unanswered.scanId : crypto.randomUUID();
  unanswered = { barcode, scanId };
  const answer = await redeem(token, { barcode, scanId, admitted }, openAnswer(), sayWhy);
  if (!answer) return;
  unanswered = undefined;
  if (answer.isClosed) {
    closeAnswer();
    leave("closed");
    return;
  }
  signal(answer.accepted);
  note(answer);
  await showAnswer(answer);
}

async function deal(text) {
  const admitted = await howMany(admitsOf(text));
  if (admitted) await judge(text, admitted);
}

/** One at a time, from the code to the answer's end. */
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
document.querySelector("#leave").addEventListener("click", () => {
  forgetDialog.returnValue = "";
  forgetDialog.showModal();
});
forgetDialog.addEventListener("close", () => {
  if (forgetDialog.returnValue === "yes") leave("noEntrance");
});
addEventListener("hashchange", open);
open();
