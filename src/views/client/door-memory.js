// Wraps localStorage; where storage is unavailable, values last until the page closes.
/** @type {Map<string, string>} */
const kept = new Map();

/** @param {string} key */
export function recall(key) {
  try {
    return localStorage.getItem(key) ?? kept.get(key);
  } catch {
    return kept.get(key);
  }
}

/**
 * @param {string} key
 * @param {string} value
 */
export function keep(key, value) {
  kept.set(key, value);
  try {
    localStorage.setItem(key, value);
  } catch {
    // Full or forbidden.
  }
}

/** @param {string} key */
export function forget(key) {
  kept.delete(key);
  try {
    localStorage.removeItem(key);
  } catch {
    // Forbidden.
  }
}
