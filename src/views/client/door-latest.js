import { now } from "./door-clock.js";
import { refusalOf, texts } from "./door-texts.js";
import { element } from "./element.js";
/** @import { Answer } from "./door-redeem.js" */

const section = element("#latest", HTMLElement);
const list = element("ol", HTMLElement, section);
const maxItems = 5;
/** Milliseconds in which the service undoes a scan. */
const undoable = 60_000;

/** @param {Answer} answer */
function wordsOf(answer) {
  if (answer.accepted) {
    const part = answer.part ? `, ${answer.part.label}` : "";
    return [`✓ ${texts.accepted}`, `${answer.offerTitle}${part}, ${answer.admitted}`];
  }
  const { heading } = refusalOf(answer.reason);
  return answer.reason === "own_code" ? ["?", heading] : [`✕ ${texts.refused}`, heading];
}

/** @param {string} text */
const part = (text) => Object.assign(document.createElement("span"), { textContent: text });

/**
 * Adds an answer to the list of the latest five, which is not stored. An accepted one can be undone for a
 * minute; the returned function marks it as undone.
 * @param {Answer} answer
 * @param {() => void} onUndo
 */
export function note(answer, onUndo) {
  const item = document.createElement("li");
  const time = now().toLocaleTimeString(document.documentElement.lang, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  item.className = answer.accepted ? "yes" : answer.reason === "own_code" ? "open" : "no";
  item.append(...[time, ...wordsOf(answer)].map(part));
  const button = document.createElement("button");
  button.className = "plain";
  button.textContent = texts.undo;
  button.addEventListener("click", onUndo);
  if (answer.accepted) item.append(button);
  setTimeout(() => button.remove(), undoable);
  list.prepend(item);
  list.children[maxItems]?.remove();
  section.hidden = false;
  return () => {
    button.replaceWith(part(texts.undone));
    item.className = "undone";
  };
}
