const dialog = document.querySelector("#question");
const numbers = dialog.querySelector(".numbers");

/** A digit that another key follows sooner is a hand-held scanner's, which types the next code. */
const fasterThanPeople = 80;
let choice;

dialog.addEventListener("keydown", ({ key }) => {
  clearTimeout(choice);
  if (![...numbers.children].some(({ value }) => value === key)) return;
  choice = setTimeout(() => dialog.close(key), fasterThanPeople);
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
