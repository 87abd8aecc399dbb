// Adds a search field and a count to the long lists.
for (const list of document.querySelectorAll("[data-choices]")) {
  const boxes = [...list.querySelectorAll(".choices input[type=checkbox]")];
  const chosen = list.querySelector("[data-chosen]");
  const search = list.querySelector("[data-search]");
  const input = search.querySelector("input");
  const rowOf = (box) => box.closest(".aksel-checkbox");

  const count = () => {
    const number = boxes.filter((box) => box.checked).length;
    chosen.textContent = list.dataset.choices.replace("%", number);
  };
  const filter = () => {
    const wanted = input.value.trim().toLowerCase();
    for (const box of boxes) {
      rowOf(box).hidden = !box.checked && !rowOf(box).textContent.toLowerCase().includes(wanted);
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
