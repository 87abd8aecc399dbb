import { closeAnswer, isAnswered } from "./door-answer.js";

const form = document.querySelector("#type");
const field = document.querySelector("#code");

const isLetter = ({ key, ctrlKey, altKey, metaKey }) =>
  key.length === 1 && key !== " " && !ctrlKey && !altKey && !metaKey;

/** Takes codes from the keyboard, and from hand-held scanners, which type: wherever the focus is. */
export function takeTyped(onCode) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    field.value = "";
    if (text) onCode(text);
  });
  document.addEventListener("keydown", (event) => {
    if (!isLetter(event)) return;
    // Whoever scans the next ticket has seen the last answer.
    if (isAnswered()) closeAnswer();
    if (document.querySelector("dialog[open]")) return;
    field.focus();
    // Chromium gives the focus back after a tap on a dialog without the caret, and then nothing is typed.
    if (field.value === "") field.setSelectionRange(0, 0);
  });
}
