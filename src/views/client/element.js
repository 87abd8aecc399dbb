/**
 * Returns the first element that matches the selector and is of this kind. Throws when the page has none.
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} kind
 * @param {ParentNode} [within]
 * @returns {T}
 */
export function element(selector, kind, within = document) {
  const found = within.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`The page has no ${kind.name} "${selector}".`);
}

/**
 * Returns all elements that match the selector and are of this kind.
 * @template {Element} T
 * @param {string} selector
 * @param {new () => T} kind
 * @param {ParentNode} [within]
 * @returns {T[]}
 */
export function elements(selector, kind, within = document) {
  const found = [...within.querySelectorAll(selector)];
  return found.flatMap((each) => (each instanceof kind ? [each] : []));
}

/**
 * Returns the value of a `data-` attribute. Throws when the element lacks it.
 * @param {HTMLElement} holder
 * @param {string} key
 * @returns {string}
 */
export function dataOf(holder, key) {
  const value = holder.dataset[key];
  if (value === undefined) throw new Error(`A ${holder.tagName} has no data attribute "${key}".`);
  return value;
}
