/** Whether the text, as far as it goes, has a token that can never be part of JSON. */
function hasWrongToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return /^Unexpected token/.test((error as Error).message);
  }
}

function positionOf(text: string, message: string): number {
  const named = /at position (\d+)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  if (!message.startsWith("Unexpected token")) return text.length;
  // V8 quotes the text here instead of giving the position: the shortest prefix with the fault ends at it.
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (hasWrongToken(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return bad - 1;
}

/** Where a text stops being JSON, counted from 1; the message never quotes the text, which may be personal. */
export function jsonSyntaxError(text: string): { line: number; column: number } | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const before = text.slice(0, positionOf(text, (error as Error).message)).split("\n");
    return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
  }
}
