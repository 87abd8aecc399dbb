import { element, elements } from "./element.js";

const field = element("#code", HTMLInputElement);
const keypad = element("#keypad", HTMLElement);

for (const key of elements("button[value]", HTMLButtonElement, keypad)) {
  key.addEventListener("click", () => {
    const digits = field.value.replace(/\D/g, "");
    const typed = key.value === "delete" ? digits.slice(0, -1) : digits + key.value;
    field.value = typed.replace(/(\d{3})(?=\d)/g, "$1 ");
  });
}
