import { texts } from "./door-texts.js";
import { element } from "./element.js";
/** @import { Answer } from "./door-redeem.js" */

const section = element("#latest", HTMLElement);
const list = element("ol", HTMLElement, section);
const maxItems = 5;

/** Adds an answer to the list of the latest five, which is not stored. */
export function note(/** @type {Answer} */ answer) {
  const parts = [
    new Date().toLocaleTimeString(document.documentElement.lang, {
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    }),
    answer.accepted ? `✓ ${texts.accepted}` : `✕ ${texts.refused}`,
    answer.accepted
      ? `${answer.offerTitle}, ${answer.admitted}`
      : texts.refusals[answer.reason].heading,
  ];
  const item = document.createElement("li");
  item.className = answer.accepted ? "yes" : "no";
  item.append(
    ...parts.map((text) => Object.assign(document.createElement("span"), { textContent: text })),
  );
  list.prepend(item);
  list.children[maxItems]?.remove();
  section.hidden = false;
}
