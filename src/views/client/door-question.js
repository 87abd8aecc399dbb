const dialog = document.querySelector("#question");
const numbers = dialog.querySelector(".numbers");

dialog.addEventListener("keydown", (event) => {
  if (![...numbers.children].some(({ value }) => value === event.key)) return;
  // Otherwise it would be typed where the focus goes back to.
  event.preventDefault();
  dialog.close(event.key);
});

/** How many come in on a ticket that admits several; undefined when nobody does after all. */
export async function howMany(admits) {
  if (admits === 1) return 1;
  numbers.replaceChildren(
    ...Array.from({ length: admits }, (_, index) => {
      const button = document.createElement("button");
      button.value = button.textContent = index + 1;
      return button;
    }),
  );
  dialog.returnValue = "";
  dialog.showModal();
  // No number: one more Enter, as some hand-held scanners send, must not choose for the volunteer.
  dialog.querySelector("h2").focus();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  return Number(dialog.returnValue) || undefined;
}
