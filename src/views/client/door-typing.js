import { closeAnswer, isAnswered } from "./door-answer.js";
import { element } from "./element.js";

const form = element("#type", HTMLFormElement);
const field = element("#code", HTMLInputElement);

/** @param {KeyboardEvent} event */
const isLetter = ({ key, ctrlKey, altKey, metaKey }) =>
  key.length === 1 && key !== " " && !ctrlKey && !altKey && !metaKey;

/**
 * Takes codes from the keyboard and from hand-held scanners, which type, wherever the focus is.
 * @param {(code: string) => void} onCode
 */
export function takeTyped(onCode) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    field.value = "";
    if (text) onCode(text);
  });
  document.addEventListener("keydown", (event) => {
    if (!isLetter(event)) return;
    // The next scan closes the previous answer.
    if (isAnswered()) closeAnswer();
    if (document.querySelector("dialog[open]")) return;
    field.focus();
    // After a tap on a dialog Chromium restores the focus without a caret, and drops what is typed.
    if (field.value === "") field.setSelectionRange(0, 0);
  });
}
