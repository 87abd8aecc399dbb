// Narrows the list of activities to those that have every typed word in their name or beside it. Enter opens the
// only one that is left.
import { dataOf, element, elements } from "./element.js";

const box = element("[data-search]", HTMLElement);
const field = element("input", HTMLInputElement, box);
const status = element("[role=status]", HTMLElement, box);
const items = elements("li[data-words]", HTMLElement);

/** @param {string} text */
const folded = (text) => text.normalize("NFKC").toLocaleLowerCase("nb");

/** @param {string[]} typed */
const matching = (typed) =>
  items.filter((item) => {
    const words = folded(dataOf(item, "words")).split(/[\s,]+/);
    return typed.every((part) => words.some((word) => word.includes(part)));
  });

function narrow() {
  const typed = folded(field.value).split(/\s+/).filter(Boolean);
  const found = matching(typed);
  for (const item of items) {
    item.hidden = !found.includes(item) && item.dataset["always"] === undefined;
  }
  if (typed.length === 0) status.textContent = "";
  else if (found.length === 0) status.textContent = dataOf(box, "none");
  else status.textContent = dataOf(box, "search").replace("%", String(found.length));
  return found;
}

box.hidden = false;
field.addEventListener("input", narrow);
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  const [only, ...others] = narrow();
  if (only && others.length === 0) element("a", HTMLAnchorElement, only).click();
});
narrow();
