import { ago } from "./door-ago.js";
import { now } from "./door-clock.js";
import { dateInOslo, momentInOslo, timeInOslo } from "./door-moment.js";
import { refusalOf, texts } from "./door-texts.js";
import { element, elements } from "./element.js";
/** @import { Answer, Delay, JustScanned, NextSession, PartLeft } from "./door-redeem.js" */

/** @typedef {"wait" | "accepted" | "refused" | "again" | "undone"} Outcome */

const dialog = element("#answer", HTMLDialogElement);
const buttons = elements("button", HTMLButtonElement, dialog);
/** Milliseconds after which an accepted answer closes itself. */
const shownFor = 4000;
/** Milliseconds that an answer is shown at least when the next ticket has been read. */
const shownBeforeNext = 1000;
/** Milliseconds in which a tap is ignored, since it was aimed at the previous content. */
const tooSoon = 400;
let changed = 0;
let isNextRead = false;

const languageOf = () => document.documentElement.lang;
const isWaiting = () => dialog.dataset.outcome === "wait";

/**
 * @param {Outcome} outcome
 * @param {string} heading In which `%` stands for the number.
 * @param {{ number?: number, said?: string, left?: string, choices?: string[] }} [rest]
 */
function say(outcome, heading, { number, said = "", left = "", choices = [] } = {}) {
  if (dialog.dataset.outcome !== outcome) changed = performance.now();
  dialog.dataset.outcome = outcome;
  const [before = "", after = ""] = heading.split("%");
  const large = Object.assign(document.createElement("strong"), { textContent: String(number) });
  const title = element("h2", HTMLElement, dialog);
  title.replaceChildren(before, ...(number === undefined ? [] : [large, after]));
  element(".said", HTMLElement, dialog).textContent = said;
  element(".left", HTMLElement, dialog).textContent = left;
  for (const button of buttons) {
    button.hidden = button.value !== "" && !choices.includes(button.value);
    if (button.value === "") button.textContent = outcome === "wait" ? texts.giveUp : texts.next;
  }
}

/** @param {string} [choice] */
function dismiss(choice) {
  if (performance.now() - changed > tooSoon) dialog.close(choice);
}

dialog.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLButtonElement) dismiss(target.value);
  else if (!isWaiting()) dismiss("");
});
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || isWaiting()) return;
  if (event.target instanceof HTMLButtonElement && event.target.value !== "") return;
  // Otherwise Enter would also activate the element that gets the focus back.
  event.preventDefault();
  if (!event.repeat) dismiss("");
});
dialog.addEventListener("close", () => delete dialog.dataset.outcome);

/** @param {number | null} n */
function usesLeft(n) {
  if (n === null) return "";
  if (n === 0) return texts.noUsesLeft;
  return n === 1 ? texts.oneUseLeft : texts.usesLeft.replace("%", String(n));
}

/**
 * Names the parts that a ticket has left.
 * @param {PartLeft[]} [parts]
 */
function whatIsLeft(parts = []) {
  if (parts.length === 0) return texts.nothingLeft;
  const named = parts.map(({ label, usesLeft: n }) => (n > 1 ? `${label} ${n}` : label));
  return texts.partsLeft.replace("%", () => named.join(", "));
}

/**
 * Puts the end of a ticket's time into a sentence, in Oslo's time.
 * @param {string} sentence
 * @param {string | undefined} until
 */
const lasting = (sentence, until) =>
  until === undefined
    ? []
    : [sentence.replace("%", momentInOslo(until, { language: languageOf(), now: now() }))];

/**
 * Names the session that comes next, in Oslo's time.
 * @param {NextSession} session
 */
function nextTime({ doors, start }) {
  const language = languageOf();
  const moment = `${dateInOslo(start, language)} ${timeInOslo(start, language)}`;
  const named = texts.nextTime.replace("%", moment);
  return doors === undefined
    ? named
    : `${named} ${texts.doorsOpen.replace("%", timeInOslo(doors, language))}`;
}

/**
 * Opens the dialog until there is an answer. Returns a signal that is aborted when the volunteer gives
 * up.
 */
export function openAnswer() {
  const giveUp = new AbortController();
  dialog.addEventListener("close", () => giveUp.abort(), { once: true });
  say("wait", texts.checking);
  if (!dialog.open) dialog.showModal();
  element("h2", HTMLElement, dialog).focus();
  return giveUp.signal;
}

/** Shows why there is no answer yet. */
export const sayWhy = (/** @type {Delay["again"]} */ why) =>
  say("wait", texts[why], { said: why === "busy" ? texts.busyHelp : texts.offlineHelp });

export const closeAnswer = () => dialog.close("");

export const isAnswered = () => dialog.open && !isWaiting();

/** Makes room soon, since the next ticket has been read. */
export function makeRoom() {
  if (isAnswered()) closeAnswer();
  else isNextRead = dialog.open;
}

/**
 * Resolves when the answer has been dismissed, with the chosen button's value.
 * @param {boolean} closesItself
 */
async function dismissed(closesItself) {
  const time = isNextRead ? shownBeforeNext : shownFor;
  const timer = closesItself || isNextRead ? setTimeout(closeAnswer, time) : undefined;
  isNextRead = false;
  dialog.returnValue = "";
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  clearTimeout(timer);
  return dialog.returnValue;
}

/**
 * Shows the answer until it has been dismissed; returns "undo" or "again" where that was chosen.
 * @param {Answer | JustScanned} answer
 */
export function showAnswer(answer) {
  if (answer.accepted) {
    const { admitted, offerTitle, lastsUntil, part, partsLeft } = answer;
    const uses = part ? whatIsLeft(partsLeft) : usesLeft(answer.usesLeft);
    // A label may not contain the place of the number.
    const heading = part && !part.letsIn ? `${part.label.replaceAll("%", "")}: %` : texts.admit;
    const left = [uses, ...lasting(texts.lasts, lastsUntil)].filter(Boolean).join(". ");
    say("accepted", heading, { number: admitted, said: offerTitle, left, choices: ["undo"] });
    return dismissed(true);
  }
  const { heading, help } = refusalOf(answer.reason);
  const { secondsSinceLastUse: seconds } = answer;
  const used = seconds === undefined ? "" : texts.usedAgo.replace("%", ago(seconds));
  if (answer.reason === "just_scanned") {
    const choices = "admits" in answer ? ["undo", "again"] : ["undo"];
    say("again", heading, { said: help, left: used, choices });
  } else if (answer.reason === "own_code") {
    say("again", heading, { said: help });
  } else {
    const others = answer.partsLeft?.length ? whatIsLeft(answer.partsLeft) : "";
    const about = [used, others].filter(Boolean).join(". ");
    const [lasted = about] = lasting(texts.lasted, answer.lastsUntil);
    const { nextSession: next, opensAt } = answer;
    const [opens = lasted] = lasting(texts.opensAgain, opensAt);
    say("refused", heading, { said: help, left: next ? nextTime(next) : opens });
  }
  return dismissed(false);
}

/** Says whether the scan was undone. @param {boolean} isUndone */
export async function showUndo(isUndone) {
  const { heading, help } = isUndone ? texts.undoDone : texts.undoFailed;
  say(isUndone ? "undone" : "refused", heading, { said: help });
  if (!dialog.open) dialog.showModal();
  await dismissed(isUndone);
}
