// Keeps what is typed in a form until it is sent, while the tab is open: through Back, a detour to another page, and
// sending without a connection. Files and the session's token are left out.
import { dataOf, element, elements } from "./element.js";

const form = element("form[data-keep]", HTMLFormElement);
const key = `typed ${dataOf(form, "keep")}`;
const notice = element("[data-kept]", HTMLElement);

/** @typedef {{ fields: [string, string][], isSent: boolean }} Typed */

/** @returns {Typed["fields"]} */
const fieldsOf = () =>
  [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === "string" && name !== "csrf" ? [[name, value]] : [],
  );

const keep = (isSent = false) => {
  sessionStorage.setItem(key, JSON.stringify({ fields: fieldsOf(), isSent }));
};

/**
 * Whether the field is filled in again. The revision is, and what the form showed then: what another has changed since it
 * was typed is refused.
 * @param {HTMLInputElement} field
 */
const isTyped = ({ name, type }) =>
  type !== "file" && (type !== "hidden" || name === "revision" || name === "shown");

/**
 * Adds rows like the last that has the field, until there is one for each value.
 * @param {string} name
 * @param {number} wanted
 */
function addRows(name, wanted) {
  const fields = elements(`[data-row] [name="${name}"]`, HTMLInputElement, form);
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

/** @param {Typed["fields"]} fields */
function fill(fields) {
  /** @type {Map<string, string[]>} */
  const left = new Map();
  for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
  for (const [name, values] of left) addRows(name, values.length);
  for (const field of form.elements) {
    if (field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type)) {
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

/** @param {Typed["fields"]} fields */
const revisionOf = (fields) => fields.find(([name]) => name === "revision")?.[1];

/**
 * Whether it has arrived. Back from a page that did not load, the form has the revision that it was sent with.
 * @param {Typed} typed
 */
function isDone({ fields, isSent }) {
  const [visit] = performance.getEntriesByType("navigation");
  const isBack = visit instanceof PerformanceNavigationTiming && visit.type === "back_forward";
  return isSent && !(isBack && revisionOf(fields) === revisionOf(fieldsOf()));
}

const kept = sessionStorage.getItem(key);
/** @type {Typed | undefined} */
const typed = kept === null ? undefined : JSON.parse(kept);
if (form.dataset["fresh"] === undefined) keep();
else if (typed && isDone(typed)) sessionStorage.removeItem(key);
else if (typed && JSON.stringify(typed.fields) !== JSON.stringify(fieldsOf())) {
  fill(typed.fields);
  notice.hidden = false;
}

element("button", HTMLButtonElement, notice).addEventListener("click", () => {
  sessionStorage.removeItem(key);
  location.reload();
});
form.addEventListener("input", () => keep());
form.addEventListener("submit", () => keep(true));
