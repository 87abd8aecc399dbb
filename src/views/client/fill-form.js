// Reads what is typed in a form, and fills it in again.
import { elements } from "./element.js";

/** @typedef {[name: string, value: string][]} Fields */

/** Hidden fields that are filled in again, too: what another has changed since it was typed is refused. */
const versions = ["revision", "shown", "version"];

/**
 * What the form would send, without files and the session's token.
 * @param {HTMLFormElement} form
 * @returns {Fields}
 */
export const fieldsOf = (form) =>
  [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && name !== "csrf" ? [[name, value]] : [],
  );

/** Inputs that a press sets, or that hold nothing typed. */
const others = ["hidden", "checkbox", "radio", "file", "range", "submit", "button"];

/**
 * Whether a person can write in it.
 * @param {Element} field
 */
const isWritten = (field) =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && !others.includes(field.type));

/** @param {HTMLFormElement} form */
export const isWritable = (form) => [...form.elements].some(isWritten);

/**
 * Whether the field is filled in again. All are where the server draws the form: its hidden ones say which rows and pictures.
 * @param {HTMLInputElement} field
 */
const isTyped = ({ name, type, form }) =>
  type !== "file" &&
  name !== "csrf" &&
  (type !== "hidden" || versions.includes(name) || form?.dataset["redraw"] !== undefined);

/** @param {Element} field */
const isTicked = (field) =>
  field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type);

/**
 * Whether the form has other rows than what was typed: only the server can draw those.
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export function hasOtherRows(form, fields) {
  const ticked = [...form.elements].filter(isTicked).map((field) => field.getAttribute("name"));
  const namesOf = (/** @type {Fields} */ of) =>
    new Set(of.map(([name]) => name).filter((name) => !ticked.includes(name)));
  const [typed, own] = [namesOf(fields), namesOf(fieldsOf(form))];
  return typed.size !== own.size || [...typed].some((name) => !own.has(name));
}

/**
 * Adds rows like the last that has the field, until there is one for each value.
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {number} wanted
 */
function addRows(form, name, wanted) {
  const fields = elements(`[data-row] [name="${CSS.escape(name)}"]`, HTMLInputElement, form);
  let last = fields.at(-1)?.closest("[data-row]");
  for (let number = fields.length + 1; last && number <= wanted; number += 1) {
    const row = /** @type {Element} */ (last.cloneNode(true));
    for (const named of elements("[id], [for]", HTMLElement, row)) {
      for (const link of ["id", "for"]) {
        const id = named.getAttribute(link);
        if (id !== null) named.setAttribute(link, `${id}-${number}`);
      }
    }
    for (const label of elements("legend, label", HTMLElement, row)) {
      label.textContent = label.textContent.replace(/\d+/, String(number));
    }
    last.after(row);
    last = row;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export function fillForm(form, fields) {
  /** @type {Map<string, string[]>} */
  const left = new Map();
  for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
  for (const [name, values] of left) addRows(form, name, values.length);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && isTicked(field)) {
      field.checked = left.get(field.name)?.includes(field.value) ?? false;
    } else if (
      field instanceof HTMLSelectElement ||
      field instanceof HTMLTextAreaElement ||
      (field instanceof HTMLInputElement && isTyped(field))
    ) {
      field.value = left.get(field.name)?.shift() ?? field.value;
    }
  }
}

/**
 * Has the server draw the form as it was typed, with its added rows and chosen pictures. False when it does not answer.
 * @param {HTMLFormElement} form
 * @param {Fields} fields
 */
export async function redrawForm(form, fields) {
  const body = new FormData();
  for (const [name, value] of fields) body.append(name, value);
  body.append("do", "preview");
  try {
    const response = await fetch(form.action, { method: "POST", body });
    if (!response.ok || response.redirected) return false;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const drawn = page.getElementById(form.id);
    if (!drawn) return false;
    form.replaceChildren(...drawn.childNodes);
    return true;
  } catch {
    return false;
  }
}
