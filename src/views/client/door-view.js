/** As long as a code must be out of view before it counts again: a hand that shakes hides it for less. */
const away = 2000;

/**
 * Which of the codes in view is a new scan: each counts once for as long as it is held up.
 * @returns {(inView: string[], now: number, mayTake: boolean) => string | undefined}
 */
export function createView() {
  /** @type {Map<string, number>} */
  const taken = new Map();
  let latest = -Infinity;
  return (inView, now, mayTake) => {
    for (const [text, seen] of taken) {
      // One that nobody saw since the next was taken has made room for it.
      if (now - seen >= away || (mayTake && seen < latest)) taken.delete(text);
    }
    const fresh = mayTake ? inView.find((text) => !taken.has(text)) : undefined;
    if (fresh !== undefined) latest = now;
    for (const text of inView) if (text === fresh || taken.has(text)) taken.set(text, now);
    return fresh;
  };
}
