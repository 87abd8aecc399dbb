/** Whether the text has a token that is not JSON; a text that only breaks off has none. */
function hasWrongToken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    return /^Unexpected token/.test((error as Error).message);
  }
}

/** Longest text whose fault is looked for by halves, which parses it some twenty times. */
const longestSearched = 64 * 1024;

function positionOf(text: string, message: string): number | undefined {
  const named = /at position (\d+)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  if (!message.startsWith("Unexpected token")) return text.length;
  if (text.length > longestSearched) return undefined;
  // V8 quotes the text here instead of giving the position: the shortest prefix with the fault ends at it.
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (hasWrongToken(text.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return bad - 1;
}

/**
 * Returns the position of the first syntax error in a JSON text, counted from 1; undefined for valid
 * JSON, and for a long text whose fault V8 quotes.
 * V8's own message is not passed on, since it quotes the text, which may be personal.
 */
export function jsonSyntaxError(text: string): { line: number; column: number } | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const position = positionOf(text, (error as Error).message);
    if (position === undefined) return undefined;
    const before = text.slice(0, position).split("\n");
    return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
  }
}
