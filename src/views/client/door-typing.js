import { barcodeReadings } from "../../domain/passes/barcode-readings.ts";
import { closeAnswer, isAnswered } from "./door-answer.js";
import { element } from "./element.js";

const form = element("#type", HTMLFormElement);
const field = element("#code", HTMLInputElement);
/** Milliseconds after which a key no longer belongs to the keys before it. */
const pause = 1000;
/** The shortest code: a ticket number. */
const minLength = 9;

/** @param {KeyboardEvent} event */
const isLetter = ({ key, ctrlKey, altKey, metaKey }) =>
  key.length === 1 && key !== " " && !ctrlKey && !altKey && !metaKey;

/** What is typed behind a dialog, where no field takes it. */
let kept = "";
let latest = 0;

/**
 * Returns the code that a hand-held scanner has typed behind a dialog, when it ends.
 * @param {KeyboardEvent} event
 */
function codeBehindDialog(event) {
  const now = performance.now();
  if (now - latest > pause) kept = "";
  latest = now;
  if (isLetter(event)) kept += event.key;
  if ((event.key !== "Enter" && event.key !== "Tab") || kept.length < minLength) return undefined;
  event.preventDefault();
  event.stopPropagation();
  const code = kept;
  kept = "";
  return code;
}

/**
 * Takes codes from the keyboard and from hand-held scanners, which type, wherever the focus is. A code
 * ends with Enter or Tab; one that is typed while another is dealt with is a code of its own.
 * @param {(code: string) => void} onCode
 */
export function takeTyped(onCode) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    field.value = "";
    if (text) onCode(text);
  });
  field.addEventListener("keydown", (event) => {
    // After anything but a whole code, Tab leaves the field.
    if (event.key !== "Tab" || barcodeReadings(field.value).length === 0) return;
    event.preventDefault();
    form.requestSubmit();
  });
  document.addEventListener(
    "keydown",
    (event) => {
      // The next scan closes the previous answer.
      if (isLetter(event) && isAnswered()) closeAnswer();
      if (document.querySelector("#question[open], #answer[open]")) {
        const code = codeBehindDialog(event);
        if (code) onCode(code);
        return;
      }
      if (!isLetter(event) || document.querySelector("dialog[open]")) return;
      field.focus();
      // After a tap on a dialog Chromium restores the focus without a caret, and drops what is typed.
      if (field.value === "") field.setSelectionRange(0, 0);
    },
    { capture: true },
  );
}
