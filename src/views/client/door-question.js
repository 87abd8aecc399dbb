import { element, elements } from "./element.js";

const dialog = element("#question", HTMLDialogElement);
const numbers = element(".numbers", HTMLElement, dialog);

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
  element(".said", HTMLElement, dialog).textContent = offerTitle;
  numbers.replaceChildren(
    ...Array.from({ length: admits }, (_, index) => {
      const button = document.createElement("button");
      button.value = button.textContent = String(index + 1);
      return button;
    }),
  );
  dialog.returnValue = "";
  dialog.showModal();
  // The heading, not a number: a hand-held scanner that sends another Enter must not choose.
  element("h2", HTMLElement, dialog).focus();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return Number(dialog.returnValue) || undefined;
}
