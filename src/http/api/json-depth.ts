/** Limit of nested arrays and objects; the deepest valid body, an offer's, has four. */
export const maxJsonDepth = 32;
export const tooDeep = `must have at most ${maxJsonDepth} arrays and objects inside each other`;

const [quote, backslash] = [0x22, 0x5c];
const openers = new Set([0x5b, 0x7b]);
const closers = new Set([0x5d, 0x7d]);

/**
 * Whether arrays and objects are nested more than `max` deep in the JSON text, in one pass over its bytes.
 * Called before parsing: a megabyte of opening brackets takes the parser a second, and a recursive
 * function over the value overflows the stack.
 */
export function isDeeperThan(json: Uint8Array, max: number): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const byte = json[index] ?? 0;
    if (inString) {
      if (byte === backslash) index += 1;
      else inString = byte !== quote;
    } else if (byte === quote) inString = true;
    else if (openers.has(byte) && ++depth > max) return true;
    else if (closers.has(byte)) depth -= 1;
  }
  return false;
}
