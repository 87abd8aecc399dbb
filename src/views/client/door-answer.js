import { texts } from "./door-texts.js";
import { element } from "./element.js";
/** @import { Answer, Delay } from "./door-redeem.js" */

const dialog = element("#answer", HTMLDialogElement);
const button = element("button", HTMLButtonElement, dialog);
/** Milliseconds after which an accepted answer closes itself. */
const shownFor = 4000;
/** Milliseconds in which a tap is ignored, since it was aimed at the previous content. */
const tooSoon = 400;
let changed = 0;

const isWaiting = () => dialog.dataset.outcome === "wait";

/**
 * @param {"wait" | "accepted" | "refused"} outcome
 * @param {string} heading
 */
function say(outcome, heading, said = "", left = "") {
  if (dialog.dataset.outcome !== outcome) changed = performance.now();
  dialog.dataset.outcome = outcome;
  for (const [place, text] of Object.entries({ h2: heading, ".said": said, ".left": left })) {
    element(place, HTMLElement, dialog).textContent = text;
  }
  button.textContent = isWaiting() ? texts.giveUp : texts.next;
}

function dismiss() {
  if (performance.now() - changed > tooSoon) dialog.close();
}

dialog.addEventListener("click", ({ target }) => {
  if (!isWaiting() || target === button) dismiss();
});
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || isWaiting()) return;
  // Otherwise Enter would also activate the element that gets the focus back.
  event.preventDefault();
  if (!event.repeat) dismiss();
});
dialog.addEventListener("close", () => delete dialog.dataset.outcome);

/** @param {number | null} n */
function usesLeft(n) {
  if (n === null) return "";
  if (n === 0) return texts.noUsesLeft;
  return n === 1 ? texts.oneUseLeft : texts.usesLeft.replace("%", String(n));
}

/**
 * Opens the dialog until there is an answer. Returns a signal that is aborted when the volunteer gives
 * up.
 */
export function openAnswer() {
  const giveUp = new AbortController();
  dialog.addEventListener("close", () => giveUp.abort(), { once: true });
  say("wait", texts.checking);
  dialog.showModal();
  element("h2", HTMLElement, dialog).focus();
  return giveUp.signal;
}

/** Shows why there is no answer yet. */
export const sayWhy = (/** @type {Delay["again"]} */ why) =>
  say("wait", texts[why], why === "busy" ? texts.busyHelp : texts.offlineHelp);

export const closeAnswer = () => dialog.close();

export const isAnswered = () => dialog.open && !isWaiting();

/** Shows the answer until it has been dismissed. */
export async function showAnswer(/** @type {Answer} */ answer) {
  if (answer.accepted) {
    const heading = texts.admit.replace("%", String(answer.admitted));
    say("accepted", heading, answer.offerTitle, usesLeft(answer.usesLeft));
  } else {
    const { heading, help } = texts.refusals[answer.reason];
    say("refused", heading, help);
  }
  const timer = answer.accepted ? setTimeout(closeAnswer, shownFor) : undefined;
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  clearTimeout(timer);
}
