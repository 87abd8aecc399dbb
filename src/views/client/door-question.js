import { texts } from "./door-texts.js";
import { element, elements } from "./element.js";
/** @import { WhichPart } from "./door-redeem.js" */

const dialog = element("#question", HTMLDialogElement);
const numbers = element(".numbers", HTMLElement, dialog);
const heading = element("h2", HTMLElement, dialog);

/** Milliseconds; a digit that another key follows sooner is typed by a hand-held scanner. */
const scannerInterval = 80;
/** @type {number | undefined} */
let choice;

dialog.addEventListener("keydown", ({ key }) => {
  clearTimeout(choice);
  if (!elements("button", HTMLButtonElement, numbers).some(({ value }) => value === key)) return;
  choice = setTimeout(() => dialog.close(key), scannerInterval);
});

/** Leaves the question without an answer, if it is asked. */
export function cancelQuestion() {
  clearTimeout(choice);
  if (dialog.open) dialog.close("");
}

/**
 * Asks how many people come in with a ticket that the service would accept; undefined when cancelled.
 * @param {{ admits: number, offerTitle: string }} ticket
 */
export async function howMany({ admits, offerTitle }) {
  if (admits === 1) return 1;
  const choices = Array.from({ length: admits }, (_, index) => String(index + 1));
  const value = await ask(texts.howMany, {
    offerTitle,
    choices: choices.map((number) => ({ value: number, text: number })),
  });
  return Number(value) || undefined;
}

/**
 * Asks which part is ticked off of a ticket that is valid; undefined when cancelled.
 * @param {WhichPart} ticket
 */
export async function whichPart({ partsLeft, offerTitle }) {
  const choices = partsLeft.map(({ key, label }) => ({ value: key, text: label }));
  return (await ask(texts.whichPart, { offerTitle, choices, isWide: true })) || undefined;
}

/**
 * Asks with a button for each choice; resolves with its value, empty when cancelled.
 * @param {string} question
 * @param {{ offerTitle: string, choices: { value: string, text: string }[], isWide?: boolean }} ticket
 */
async function ask(question, { offerTitle, choices, isWide = false }) {
  heading.textContent = question;
  dialog.classList.toggle("parts", isWide);
  element(".said", HTMLElement, dialog).textContent = offerTitle;
  numbers.replaceChildren(
    ...choices.map(({ value, text }) =>
      Object.assign(document.createElement("button"), { value, textContent: text }),
    ),
  );
  dialog.returnValue = "";
  dialog.showModal();
  // The heading, not a number: a hand-held scanner that sends another Enter must not choose.
  heading.focus();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return dialog.returnValue;
}
