/** Milliseconds that a code must be out of view before it counts again; a shaking hand hides it for less. */
const away = 2000;

/**
 * Creates a filter that returns the new scan among the codes in view: each counts once while it stays in view.
 * @returns {(inView: string[], now: number, mayTake: boolean) => string | undefined}
 */
export function createView() {
  /** @type {Map<string, number>} */
  const taken = new Map();
  let latest = -Infinity;
  return (inView, now, mayTake) => {
    for (const [text, seen] of taken) {
      // A code that was out of view when a later one was taken may count again.
      if (now - seen >= away || (mayTake && seen < latest)) taken.delete(text);
    }
    const fresh = mayTake ? inView.find((text) => !taken.has(text)) : undefined;
    if (fresh !== undefined) latest = now;
    for (const text of inView) if (text === fresh || taken.has(text)) taken.set(text, now);
    return fresh;
  };
}
