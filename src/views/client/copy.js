// Shows the copy buttons where the browser can copy.
import { dataOf, element, elements } from "./element.js";

for (const place of elements("[data-copy]", HTMLElement)) {
  if (!navigator.clipboard) break;
  const button = element("button", HTMLButtonElement, place);
  const label = button.querySelector(".aksel-button__inner") ?? button;
  const text = label.textContent;
  place.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(dataOf(place, "copy"));
    label.setAttribute("role", "status");
    label.textContent = dataOf(place, "copied");
    setTimeout(() => (label.textContent = text), 2000);
  });
}
