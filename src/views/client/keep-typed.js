// Keeps what is typed in the page's forms until the server has taken it, while the tab is open: through Back, a detour to
// another page, a reload, and sending without a connection. Files are left out. Every form with a field to write in takes
// part.
import { dataOf, element, elements } from "./element.js";
import { fieldsOf, fillForm, hasOtherRows, isWritable, redrawForm } from "./fill-form.js";

/** @typedef {{ fields: [string, string][], action: string, isSent: boolean }} Typed */

const isAnswer = document.body.dataset["posted"] !== undefined;
const pattern = /(?:^|; )((?:__Host-)?taken)=([^;]*)/;

/** The path of the form that the server took last; told once. */
function takenPath() {
  const [, name, path] = pattern.exec(document.cookie) ?? [];
  if (name === undefined) return undefined;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${name}=; Max-Age=0; Path=/; SameSite=Lax${secure}`;
  return decodeURIComponent(path ?? "");
}

/** @param {string} key @param {Typed} typed */
const store = (key, typed) => {
  sessionStorage.setItem(key, JSON.stringify(typed));
};

/** Drops what the server has taken. Returns the keys of the other forms that were sent. */
function dropTaken() {
  const taken = takenPath();
  /** @type {Set<string>} */
  const sent = new Set();
  for (const key of Object.keys(sessionStorage)) {
    if (!key.startsWith("typed ")) continue;
    /** @type {Typed} */
    const typed = JSON.parse(sessionStorage.getItem(key) ?? "");
    if (!typed.isSent) continue;
    sent.add(key);
    if (typed.action === taken) sessionStorage.removeItem(key);
    else store(key, { ...typed, isSent: false });
  }
  return sent;
}

/** @param {HTMLFormElement} form @param {string} key */
function showNotice(form, key) {
  const { content } = element("#kept", HTMLTemplateElement);
  const notice = /** @type {HTMLElement} */ (
    element(".restored", HTMLElement, content).cloneNode(true)
  );
  element("button", HTMLButtonElement, notice).addEventListener("click", () => {
    sessionStorage.removeItem(key);
    if (isAnswer) {
      form.reset();
      notice.remove();
    } else location.reload();
  });
  form.prepend(notice);
}

/** @param {HTMLFormElement} form @param {Typed["fields"]} fields */
async function bringBack(form, fields) {
  const isDrawn =
    form.dataset["redraw"] !== undefined &&
    hasOtherRows(form, fields) &&
    (await redrawForm(form, fields));
  if (!isDrawn) fillForm(form, fields);
}

const wasSent = dropTaken();

/** @param {HTMLFormElement} form */
async function keep(form) {
  const key = `typed ${dataOf(form, "keep")}`;
  const action = new URL(form.action).pathname;
  const storeNow = (isSent = false) => {
    store(key, { fields: fieldsOf(form), action, isSent });
  };
  const kept = sessionStorage.getItem(key);
  /** @type {Typed | undefined} */
  const typed = kept === null ? undefined : JSON.parse(kept);
  // An answer shows the form that was sent as it was typed.
  let isBack = false;
  const showsTyped = isAnswer && (!typed || wasSent.has(key));
  if (showsTyped) storeNow();
  else if (typed && JSON.stringify(typed.fields) !== JSON.stringify(fieldsOf(form))) {
    await bringBack(form, typed.fields);
    showNotice(form, key);
    isBack = true;
  }
  form.addEventListener("input", () => {
    storeNow();
  });
  form.addEventListener("submit", () => {
    storeNow(true);
  });
  // Its own script draws what depends on the fields.
  if (isBack) form.dispatchEvent(new Event("input"));
}

for (const form of elements("form[data-keep]", HTMLFormElement)) {
  if (isWritable(form)) void keep(form);
}
