// Adds a search field and a count to the long lists.
import { dataOf, element, elements } from "./element.js";

for (const list of elements("[data-choices]", HTMLElement)) {
  const boxes = elements(".choices input[type=checkbox]", HTMLInputElement, list);
  const rows = elements(".choices .aksel-checkbox", HTMLElement, list);
  const groups = elements("[data-group]", HTMLElement, list);
  const chosen = element("[data-chosen]", HTMLElement, list);
  const search = element("[data-search]", HTMLElement, list);
  const input = element("input", HTMLInputElement, search);

  const count = () => {
    const number = boxes.filter((box) => box.checked).length;
    chosen.textContent = dataOf(list, "choices").replace("%", String(number));
  };
  const filter = () => {
    const wanted = input.value.trim().toLowerCase();
    for (const row of rows) {
      const { checked } = element("input", HTMLInputElement, row);
      row.hidden = !checked && !row.textContent.toLowerCase().includes(wanted);
    }
    for (const group of groups) {
      group.hidden = elements(".aksel-checkbox", HTMLElement, group).every((row) => row.hidden);
    }
  };

  search.hidden = boxes.length < 8;
  list.addEventListener("change", count);
  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  count();
}
