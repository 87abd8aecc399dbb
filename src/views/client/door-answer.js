import { texts } from "./door-texts.js";

const dialog = document.querySelector("#answer");
const button = dialog.querySelector("button");
/** An accepted ticket makes room for the next by itself. */
const shownFor = 4000;
/** A tap so soon was meant for what stood there before. */
const tooSoon = 400;
let changed = 0;

const isWaiting = () => dialog.dataset.outcome === "wait";

function say(outcome, heading, said = "", left = "") {
  if (dialog.dataset.outcome !== outcome) changed = performance.now();
  dialog.dataset.outcome = outcome;
  for (const [place, text] of Object.entries({ h2: heading, ".said": said, ".left": left })) {
    dialog.querySelector(place).textContent = text;
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
  // Otherwise it would go to what gets the focus back.
  event.preventDefault();
  if (!event.repeat) dismiss();
});
dialog.addEventListener("close", () => delete dialog.dataset.outcome);

const usesLeft = (n) =>
  ({ 0: texts.noUsesLeft, 1: texts.oneUseLeft })[n] ?? texts.usesLeft.replace("%", n);

/** Covers the page until there is an answer. The signal says when the volunteer gives up. */
export function openAnswer() {
  const giveUp = new AbortController();
  dialog.addEventListener("close", () => giveUp.abort(), { once: true });
  say("wait", texts.checking);
  dialog.showModal();
  dialog.querySelector("h2").focus();
  return giveUp.signal;
}

/** Says why there is no answer yet: "offline" or "busy". */
export const sayWhy = (why) => say("wait", texts[why], texts[`${why}Help`]);

export const closeAnswer = () => dialog.close();

export const isAnswered = () => dialog.open && !isWaiting();

/** Shows the answer until it has been dismissed. */
export async function showAnswer(answer) {
  if (answer.accepted) {
    const { admitted, offerTitle, usesLeft: left } = answer;
    const heading = texts.admit.replace("%", admitted);
    say("accepted", heading, offerTitle, left === null ? "" : usesLeft(left));
  } else {
    const { heading, help } = texts.refusals[answer.reason];
    say("refused", heading, help);
  }
  const timer = answer.accepted && setTimeout(closeAnswer, shownFor);
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  clearTimeout(timer);
}
