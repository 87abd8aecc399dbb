import { element, elements } from "./element.js";

const dialog = element("#question", HTMLDialogElement);
const numbers = element(".numbers", HTMLElement, dialog);

/** A digit that another key follows sooner is a hand-held scanner's, which types the next code. */
const fasterThanPeople = 80;
/** @type {number | undefined} */
let choice;

dialog.addEventListener("keydown", ({ key }) => {
  clearTimeout(choice);
  if (!elements("button", HTMLButtonElement, numbers).some(({ value }) => value === key)) return;
  choice = setTimeout(() => dialog.close(key), fasterThanPeople);
});

/**
 * How many come in on a ticket that admits several; undefined when nobody does after all.
 * @param {number} admits
 */
export async function howMany(admits) {
  if (admits === 1) return 1;
  numbers.replaceChildren(
    ...Array.from({ length: admits }, (_, index) => {
      const button = document.createElement("button");
      button.value = button.textContent = String(index + 1);
      return button;
    }),
  );
  dialog.returnValue = "";
  dialog.showModal();
  // No number: one more Enter, as some hand-held scanners send, must not choose for the volunteer.
  element("h2", HTMLElement, dialog).focus();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return Number(dialog.returnValue) || undefined;
}
